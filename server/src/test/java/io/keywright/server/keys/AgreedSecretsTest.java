package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.lifecycle.NewKey;
import io.keywright.core.operations.Derivation;
import io.keywright.core.operations.DerivedSecrets.Derived;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Algorithm;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.Kdf;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.model.pem.Pem;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Secrets that are agreed upon with somebody elsewhere. */
class AgreedSecretsTest {

    private static final Caller ACME = KeyService.of("acme");
    private static final byte[] SALT = "sixteen bytes it".getBytes(US_ASCII);
    private static final Derivation DERIVATION = Derivation.of(Kdf.HKDF_SHA256, SALT, SALT, null, 32);
    private static final CryptoEngine ELSEWHERE = new CryptoEngine(CryptoProviders.jdk());
    private static final GeneratedKey PEER = ELSEWHERE.generate(KeyType.X25519);

    @TempDir
    Path folder;

    private KeyService service;

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(folder, SmallLedger.provider(folder, "local"));
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private KeyMetadata make(KeyType type) {
        return service.make(ACME, type, Protection.SOFTWARE, null, "sessions");
    }

    private static void refuses(ErrorCode code, String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.details()).containsEntry("reason", reason);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"X25519", "ECDH_P256", "ECDH_P384"})
    void whoeverIsElsewhereComesToTheSame(KeyType type) throws Exception {
        GeneratedKey peer = ELSEWHERE.generate(type);
        KeyMetadata key = make(type);
        Derived agreed = service.agree(ACME, "alias/sessions", peer.publicKey(), DERIVATION);

        byte[] publicKey = Pem.blocks(key.publicKey()).getFirst().content();
        assertThat(ELSEWHERE.agree(
                        ELSEWHERE.load(type, peer.material(), peer.publicKey()),
                        Algorithm.ECDH,
                        publicKey,
                        Kdf.HKDF_SHA256,
                        SALT,
                        SALT,
                        32))
                .contains(agreed.secret());
        assertThat(agreed.keyId()).isEqualTo(key.keyId());
    }

    @Test
    void aRotatedKeyAgreesByItsIdAsBeforeAndTheAliasAnew() {
        KeyMetadata key = make(KeyType.X25519);
        Derived before = service.agree(ACME, "alias/sessions", PEER.publicKey(), DERIVATION);
        KeyMetadata successor = service.rotate(ACME, key).successor();

        assertThat(service.agree(ACME, key.keyId().toString(), PEER.publicKey(), DERIVATION)
                        .secret())
                .isEqualTo(before.secret());
        assertThat(service.agree(ACME, "alias/sessions", PEER.publicKey(), DERIVATION)
                        .keyId())
                .isEqualTo(successor.keyId());
        service.revoke(ACME, key);
        assertThatThrownBy(() -> service.agree(ACME, key.keyId().toString(), PEER.publicKey(), DERIVATION))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_REVOKED));
    }

    @Test
    void noKeyBothSignsAndAgrees() {
        String agreeing = make(KeyType.ECDH_P256).keyId().toString();
        KeyMetadata signing = service.make(ACME, KeyType.EC_P256, Protection.SOFTWARE, null);

        assertThatThrownBy(() -> service.sign(ACME, make(KeyType.X25519, KeyUsage.AGREE), null, SALT))
                .isInstanceOf(KeywrightException.class);
        refuses(
                ErrorCode.INVALID_REQUEST,
                "key_usage",
                () -> service.agree(ACME, signing.keyId().toString(), PEER.publicKey(), DERIVATION));
        refuses(
                ErrorCode.INVALID_REQUEST,
                "public_key_does_not_fit",
                () -> service.agree(ACME, agreeing, PEER.publicKey(), DERIVATION));
        assertThatThrownBy(() -> make(KeyType.X25519, KeyUsage.SIGN)).isInstanceOf(KeywrightException.class);
        assertThatThrownBy(() -> make(KeyType.EC_P256, KeyUsage.AGREE)).isInstanceOf(KeywrightException.class);
    }

    private KeyMetadata make(KeyType type, KeyUsage usage) {
        return service.make(
                ACME, new NewKey(ScopeClaim.NONE, type, Set.of(usage), Protection.SOFTWARE, null, null, null, null));
    }

    @Test
    void aPolicyAndALimitAreThoseOfEveryUse() {
        AccessPolicy once = new AccessPolicy(Set.of("app"), false, 1, Map.of());
        String key = service.make(
                        ACME,
                        new NewKey(
                                ScopeClaim.NONE,
                                KeyType.X25519,
                                Set.of(KeyUsage.AGREE),
                                Protection.SOFTWARE,
                                null,
                                null,
                                once,
                                null))
                .keyId()
                .toString();
        service.agree(ACME, key, PEER.publicKey(), DERIVATION);
        assertThatThrownBy(() -> service.agree(ACME, key, PEER.publicKey(), DERIVATION))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED));
    }

    @Test
    void eachLeavesAReceiptThatSaysByWhichAlgorithm() throws Exception {
        make(KeyType.X25519);
        service.agree(ACME, "alias/sessions", PEER.publicKey(), DERIVATION);
        refuses(
                ErrorCode.INVALID_REQUEST,
                "public_key_does_not_fit",
                () -> service.agree(ACME, "alias/sessions", new byte[44], DERIVATION));
        assertThat(service.ledger.receipts("acme"))
                .filteredOn(receipt -> receipt.operation().equals("secret_agreed"))
                .extracting(Receipt::context)
                .extracting(context -> context.algorithm(), context -> context.success())
                .containsExactlyInAnyOrder(tuple("ECDH", true), tuple("ECDH", false));
    }
}
