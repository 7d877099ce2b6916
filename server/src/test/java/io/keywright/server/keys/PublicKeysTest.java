package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.journal.Change;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.secret.Shared;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.RevocationReason;
import io.keywright.model.StoredKey;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.server.harness.Eventually;
import io.keywright.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verifies when its root may not be used any more, and for how long. */
class PublicKeysTest {

    private static final byte[] DATA = {1, 2, 3};
    private static final Duration SECRETS_OVER = Duration.ofHours(2);
    private static final Duration PUBLIC_KEYS = Duration.ofHours(24);

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final Samples samples = new Samples(1);
    private SmallVault small;
    private CryptoEngine engine;
    private TenantRoots roots;
    private KeyVault vault;
    private KeyRing ring;

    @BeforeEach
    void open() throws Exception {
        small = new SmallVault(folder);
        engine = new CryptoEngine(small.crypto);
        roots = small.roots(nanos::get);
        vault = new KeyVault(roots, engine);
        KeyRing.Limits limits = new KeyRing.Limits(10, Duration.ofHours(1), PUBLIC_KEYS);
        ring = new KeyRing(small.store.keys(), vault, small.blocking, limits, nanos::get);
    }

    @AfterEach
    void close() throws Exception {
        small.close();
    }

    private KeyMetadata create(KeyType type) {
        try (GeneratedKey made = engine.generate(type)) {
            String publicKey = type.asymmetric() ? Pem.write(PemBlock.publicKey(made.publicKey())) : "";
            KeyMetadata key =
                    samples.key(SmallVault.SCOPE, null, type).metadata().withPublicKey(publicKey);
            small.commit(new Change.KeyCreated(
                    new StoredKey(key, Optional.of(vault.close(SmallVault.CALLER, key, made.material())))));
            return key;
        }
    }

    private HeldKey found(KeyMetadata key, KeyUsage usage) {
        try {
            Shared<HeldKey> held = ring.find(key.scope(), new KeyReference.ById(key.keyId()), usage)
                    .join();
            held.release();
            return held.get();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KeywrightException refusal ? refusal : e;
        }
    }

    private byte[] sign(KeyMetadata key) {
        return engine.sign(
                found(key, KeyUsage.SIGN).material().orElseThrow(),
                key.keyType().defaultAlgorithm(),
                DATA);
    }

    private boolean verifies(KeyMetadata key, byte[] signature) {
        return engine.verify(
                found(key, KeyUsage.VERIFY).material().orElseThrow(),
                key.keyType().defaultAlgorithm(),
                DATA,
                signature);
    }

    /** Waits until its public key is in memory by itself. */
    private void heldByItself(KeyMetadata key) {
        Eventually.passes(() -> assertThat(found(key, KeyUsage.VERIFY).material())
                .isNotEqualTo(found(key, KeyUsage.SIGN).material()));
    }

    private static void refuses(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.details()).containsEntry("reason", reason));
    }

    @Test
    void whileNoProviderAnswersSignaturesAreVerifiedOnAndNothingElseIsDone() {
        KeyMetadata key = create(KeyType.ED25519);
        byte[] signature = sign(key);
        heldByItself(key);
        small.own.unavailable(true);
        nanos.addAndGet(SECRETS_OVER.toNanos());
        for (int i = 0; i < 3; i++) {
            refuses("unreachable", () -> sign(key));
            assertThat(verifies(key, signature)).isTrue();
        }
        nanos.addAndGet(PUBLIC_KEYS.toNanos());
        refuses("unreachable", () -> verifies(key, signature));
    }

    @Test
    void theOffSwitchStopsSigningAndNotVerifying() {
        KeyMetadata key = create(KeyType.EC_P256);
        byte[] signature = sign(key);
        heldByItself(key);
        small.own.refusing(Optional.of(Reason.KEY_DISABLED));
        roots.drop(SmallVault.SCOPE.tenantId());
        refuses("key_disabled", () -> sign(key));
        assertThat(verifies(key, signature)).isTrue();
    }

    @Test
    void aKeyThatIsRevokedVerifiesNothingAnyMore() {
        KeyMetadata key = create(KeyType.ED25519);
        sign(key);
        heldByItself(key);
        small.commit(new Change.KeyRevoked(
                key.in(KeyState.DESTROYED), key.keyState(), RevocationReason.COMPROMISED, Samples.START));
        ring.forget(key);
        assertThat(found(key, KeyUsage.VERIFY).metadata().keyState()).isEqualTo(KeyState.DESTROYED);
        assertThat(found(key, KeyUsage.VERIFY).material()).isEmpty();
    }

    @Test
    void aSecretKeyVerifiesNoLongerThanItsRootMayBeUsed() {
        KeyMetadata key = create(KeyType.HMAC_256);
        byte[] tag = sign(key);
        assertThat(verifies(key, tag)).isTrue();
        small.own.unavailable(true);
        nanos.addAndGet(SECRETS_OVER.toNanos());
        refuses("unreachable", () -> verifies(key, tag));
    }
}
