package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key serves the algorithms of its type and the usages that it was made for, and nothing else. */
@Served
class AlgorithmConfusionIT {

    private static final byte[] DATA = "confusion".getBytes(UTF_8);
    private static final Map<String, List<String>> FITTING = Map.of(
            "RSA-2048", List.of("PS256", "RS256"),
            "EC-P256", List.of("ES256"),
            "EC-P384", List.of("ES384"),
            "Ed25519", List.of("EdDSA"),
            "HMAC-256", List.of("HS256"),
            "ML-DSA-65", List.of("ML-DSA-65"),
            "AES-256", List.of("AES-256-GCM", "CHACHA20-POLY1305"));

    private final Kms kms;

    AlgorithmConfusionIT(Installation server) {
        this.kms = server.asNewTenant();
        FITTING.keySet().forEach(type -> kms.newKey(type, "key_alias", type));
    }

    static List<Arguments> allThatDoesNotFit() {
        List<Arguments> pairs = new ArrayList<>();
        FITTING.forEach((type, fitting) -> FITTING.values().stream()
                .flatMap(List::stream)
                .filter(algorithm -> !fitting.contains(algorithm))
                .forEach(algorithm -> pairs.add(Arguments.of(type, algorithm))));
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("allThatDoesNotFit")
    void anAlgorithmOfAnotherTypeIsRefused(String keyType, String algorithm) {
        String key = "alias/" + keyType;
        List<Reply> replies = keyType.equals("AES-256")
                ? List.of(
                        kms.encrypt(key, DATA, "algorithm", algorithm),
                        kms.decrypt(key, new byte[32], new byte[12], "algorithm", algorithm))
                : List.of(
                        kms.sign(key, DATA, "algorithm", algorithm),
                        kms.verify(key, DATA, new byte[64], "algorithm", algorithm));

        replies.forEach(reply -> Refusal.of(reply, 400, "INVALID_REQUEST", "algorithm_does_not_fit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA-2048", "EC-P256", "EC-P384", "Ed25519", "HMAC-256", "ML-DSA-65"})
    void aSigningKeyNeitherEncryptsNorDecrypts(String keyType) {
        for (String algorithm : List.of("AES-256-GCM", "CHACHA20-POLY1305")) {
            Refusal.of(kms.encrypt("alias/" + keyType, DATA, "algorithm", algorithm), 400, "INVALID_REQUEST");
            Refusal.of(
                    kms.decrypt("alias/" + keyType, new byte[32], new byte[12], "algorithm", algorithm),
                    400,
                    "INVALID_REQUEST");
        }
        Refusal.of(kms.encrypt("alias/" + keyType, DATA), 400, "INVALID_REQUEST", "key_usage");
        Refusal.of(kms.decrypt("alias/" + keyType, new byte[32], new byte[12]), 400, "INVALID_REQUEST", "key_usage");
    }

    @Test
    void anEncryptionKeyNeitherSignsNorVerifies() {
        for (String algorithm : List.of("HS256", "EdDSA", "AES-256-GCM")) {
            Refusal.of(kms.sign("alias/AES-256", DATA, "algorithm", algorithm), 400, "INVALID_REQUEST");
        }
        Refusal.of(kms.sign("alias/AES-256", DATA), 400, "INVALID_REQUEST", "key_usage");
        Refusal.of(kms.verify("alias/AES-256", DATA, new byte[32]), 400, "INVALID_REQUEST", "key_usage");
    }

    @ParameterizedTest
    @CsvSource({"RS256, PS256", "PS256, RS256"})
    void theTwoPaddingsOfRsaAreNotInterchangeable(String signed, String verified) {
        byte[] signature = kms.sign("alias/RSA-2048", DATA, "algorithm", signed)
                .expect(200)
                .bytes("signature");

        assertThat(valid(signature, signed)).isTrue();
        assertThat(valid(signature, verified)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "",
                "ps256",
                "RS512",
                "HS512",
                "ES256K",
                "AES-256-CBC",
                "AES-256-GCM ",
                "Ed25519",
                "Ed25519ph",
                "HashML-DSA-65"
            })
    void anUnknownAlgorithmIsRefused(String algorithm) {
        Refusal.of(kms.sign("alias/RSA-2048", DATA, "algorithm", algorithm), 400, "INVALID_REQUEST");
        Refusal.of(kms.verify("alias/RSA-2048", DATA, DATA, "algorithm", algorithm), 400, "INVALID_REQUEST");
        Refusal.of(kms.encrypt("alias/AES-256", DATA, "algorithm", algorithm), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @CsvSource({"RSA-2048", "Ed25519", "HMAC-256"})
    void aKeyThatOnlyVerifiesCannotSign(String keyType) {
        String verifier = kms.create(keyType, List.of("verify")).expect(201).text("key_id");

        Refusal.of(kms.sign(verifier, DATA), 400, "INVALID_REQUEST", "key_usage");
        assertThat(kms.verify(verifier, DATA, new byte[32])
                        .expect(200)
                        .json()
                        .path("valid")
                        .booleanValue())
                .isFalse();
    }

    private boolean valid(byte[] signature, String algorithm) {
        return kms.verify("alias/RSA-2048", DATA, signature, "algorithm", algorithm)
                .expect(200)
                .json()
                .path("valid")
                .booleanValue();
    }
}
