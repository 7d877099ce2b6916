package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.KeyChange;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.CachePart;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.RevocationReason;
import io.keywright.server.harness.Eventually;
import io.keywright.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private SmallVault small;
    private SmallKeys keys;

    @BeforeEach
    void open() throws Exception {
        small = new SmallVault(folder);
        keys = new SmallKeys(small, small.roots(nanos::get), nanos::get);
    }

    @AfterEach
    void close() throws Exception {
        small.close();
    }

    private byte[] sign(KeyMetadata key) {
        return keys.engine.sign(keys.material(key, KeyUsage.SIGN), key.keyType().defaultAlgorithm(), DATA);
    }

    private boolean verifies(KeyMetadata key, byte[] signature) {
        return keys.engine.verify(
                keys.material(key, KeyUsage.VERIFY), key.keyType().defaultAlgorithm(), DATA, signature);
    }

    /** Waits until its public key is in memory by itself. */
    private void heldByItself(KeyMetadata key) {
        Eventually.passes(
                () -> assertThat(keys.material(key, KeyUsage.VERIFY)).isNotSameAs(keys.material(key, KeyUsage.SIGN)));
    }

    private static void refuses(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.details()).containsEntry("reason", reason));
    }

    @Test
    void whileNoProviderAnswersSignaturesAreVerifiedOnAndNothingElseIsDone() {
        KeyMetadata key = keys.create(KeyType.ED25519);
        byte[] signature = sign(key);
        heldByItself(key);
        small.own.unavailable(true);
        nanos.addAndGet(SECRETS_OVER.toNanos());
        for (int i = 0; i < 3; i++) {
            refuses("unreachable", () -> sign(key));
            assertThat(verifies(key, signature)).isTrue();
        }
        nanos.addAndGet(SmallKeys.PUBLIC_KEYS.toNanos());
        refuses("unreachable", () -> verifies(key, signature));
    }

    @Test
    void theOffSwitchStopsSigningAndNotVerifying() {
        KeyMetadata key = keys.create(KeyType.EC_P256);
        byte[] signature = sign(key);
        heldByItself(key);
        small.own.refusing(Optional.of(Reason.KEY_DISABLED));
        keys.roots.drop(CachePart.ofTenant(SmallVault.SCOPE.tenantId()));
        refuses("key_disabled", () -> sign(key));
        assertThat(verifies(key, signature)).isTrue();
    }

    @Test
    void aKeyThatIsRevokedVerifiesNothingAnyMore() {
        KeyMetadata key = keys.create(KeyType.ED25519);
        sign(key);
        heldByItself(key);
        small.commit(new KeyChange.Revoked(
                key.in(KeyState.DESTROYED), key.keyState(), RevocationReason.COMPROMISED, Samples.START));
        keys.ring.forget(key);
        assertThat(keys.found(key, KeyUsage.VERIFY).metadata().keyState()).isEqualTo(KeyState.DESTROYED);
        assertThat(keys.found(key, KeyUsage.VERIFY).material()).isEmpty();
    }

    @Test
    void aSecretKeyVerifiesNoLongerThanItsRootMayBeUsed() {
        KeyMetadata key = keys.create(KeyType.HMAC_256);
        byte[] tag = sign(key);
        assertThat(verifies(key, tag)).isTrue();
        small.own.unavailable(true);
        nanos.addAndGet(SECRETS_OVER.toNanos());
        refuses("unreachable", () -> verifies(key, tag));
    }
}
