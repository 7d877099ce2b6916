package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.PublicKeys;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** POST /sign and POST /verify. */
@Served
class SigningIT {

    private static final byte[] DATA = "what is signed".getBytes(UTF_8);

    private final Kms kms;

    SigningIT(Installation server) {
        this.kms = server.asNewTenant();
    }

    @ParameterizedTest
    @CsvSource({
        "RSA-2048, PS256, 256", "RSA-2048, RS256, 256", "RSA-3072, PS256, 384", "RSA-3072, RS256, 384",
                "RSA-4096, PS256, 512",
        "RSA-4096, RS256, 512", "EC-P256, ES256, 64", "EC-P384, ES384, 96", "Ed25519, EdDSA, 64",
                "ML-DSA-65, ML-DSA-65, 3309"
    })
    void anyJdkVerifiesASignatureWithThePublicKey(String keyType, String algorithm, int bytes)
            throws GeneralSecurityException {
        Reply key = kms.create(keyType, List.of("sign", "verify")).expect(201);
        Reply signed =
                kms.sign(key.text("key_id"), DATA, "algorithm", algorithm).expect(200);
        byte[] signature = signed.bytes("signature");

        assertThat(signature).hasSize(bytes);
        var publicKey = PublicKeys.parse(key.text("public_key"), keyType);
        assertThat(PublicKeys.verifies(publicKey, algorithm, DATA, signature)).isTrue();
        assertThat(valid(kms.verify(key.text("key_id"), DATA, signature, "algorithm", algorithm)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RSA-2048, PS256",
        "EC-P256, ES256",
        "EC-P384, ES384",
        "Ed25519, EdDSA",
        "HMAC-256, HS256",
        "ML-DSA-65, ML-DSA-65"
    })
    void theTypesOwnAlgorithmIsTheDefault(String keyType, String algorithm) {
        String keyId = kms.newKey(keyType);
        Reply signed = kms.sign(keyId, DATA).expect(200);
        Reply verified = kms.verify(keyId, DATA, signed.bytes("signature")).expect(200);

        assertThat(signed.members()).containsExactlyInAnyOrder("signature", "key_id", "algorithm", "receipt_id");
        assertThat(signed.text("algorithm")).isEqualTo(algorithm);
        assertThat(signed.text("key_id")).isEqualTo(keyId);
        assertThat(verified.members()).containsExactlyInAnyOrder("valid", "key_id", "algorithm", "receipt_id");
        assertThat(verified.text("algorithm")).isEqualTo(algorithm);
        assertThat(verified.text("key_id")).isEqualTo(keyId);
        assertThat(valid(verified)).isTrue();
        kms.get("/receipts/" + signed.text("receipt_id")).expect(200);
        kms.get("/receipts/" + verified.text("receipt_id")).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA-2048", "EC-P256", "EC-P384", "Ed25519", "HMAC-256", "ML-DSA-65"})
    void aWrongSignatureIsAnAnswerNotAnError(String keyType) {
        String keyId = kms.newKey(keyType);
        byte[] good = kms.sign(keyId, DATA).expect(200).bytes("signature");
        byte[] ofOtherData =
                kms.sign(keyId, "other".getBytes(UTF_8)).expect(200).bytes("signature");
        byte[] ofOtherKey = kms.sign(kms.newKey(keyType), DATA).expect(200).bytes("signature");
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        byte[] truncated = java.util.Arrays.copyOf(good, good.length - 1);
        byte[] extended = java.util.Arrays.copyOf(good, good.length + 1);

        for (byte[] wrong : List.of(
                ofOtherData,
                ofOtherKey,
                flipped,
                truncated,
                extended,
                new byte[0],
                new byte[good.length],
                new byte[5000])) {
            assertThat(valid(kms.verify(keyId, DATA, wrong))).isFalse();
        }
        assertThat(valid(kms.verify(keyId, new byte[0], good))).isFalse();
        assertThat(valid(kms.verify(keyId, DATA, good))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA-2048", "EC-P256", "Ed25519", "HMAC-256", "ML-DSA-65"})
    void nothingCanBeSignedToo(String keyType) {
        String keyId = kms.newKey(keyType);
        byte[] signature = kms.sign(keyId, new byte[0]).expect(200).bytes("signature");

        assertThat(valid(kms.verify(keyId, new byte[0], signature))).isTrue();
        assertThat(valid(kms.verify(keyId, new byte[1], signature))).isFalse();
    }

    @Test
    void halfAMebibyteIsSignedAndOneByteMoreIsNot() {
        String keyId = kms.newKey("Ed25519");
        byte[] most = new byte[512 << 10];
        byte[] signature = kms.sign(keyId, most).expect(200).bytes("signature");
        assertThat(valid(kms.verify(keyId, most, signature))).isTrue();

        byte[] tooMuch = new byte[(512 << 10) + 1];
        Refusal.of(kms.sign(keyId, tooMuch), 400, "INVALID_REQUEST");
        Refusal.of(kms.verify(keyId, tooMuch, signature), 400, "INVALID_REQUEST");
    }

    @Test
    void anAliasSignsAndVerifiesAndTheAnswerNamesTheKey() {
        String keyId = kms.newKey("Ed25519", "key_alias", "signer");
        Reply signed = kms.sign("alias/signer", DATA).expect(200);
        Reply verified = kms.verify("alias/signer", DATA, signed.bytes("signature"));

        assertThat(signed.text("key_id")).isEqualTo(keyId);
        assertThat(verified.text("key_id")).isEqualTo(keyId);
        assertThat(valid(verified)).isTrue();
    }

    @Test
    void aSignatureByAKeyOfOneUsageIsVerifiedByNobodyHere() {
        String signer = kms.create("Ed25519", List.of("sign")).expect(201).text("key_id");
        byte[] signature = kms.sign(signer, DATA).expect(200).bytes("signature");

        Refusal.of(kms.verify(signer, DATA, signature), 400, "INVALID_REQUEST", "key_usage");
    }

    private static boolean valid(Reply verified) {
        return verified.expect(200).json().path("valid").booleanValue();
    }
}
