package io.keywright.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published vectors, through the engine, with every choice of providers. */
class WycheproofTest {

    @Test
    void leavesNoFileOut() {
        assertThat(Wycheproof.files())
                .isSubsetOf(
                        "aes_gcm_test.json",
                        "chacha20_poly1305_test.json",
                        "ecdh_secp256r1_test.json",
                        "ecdh_secp384r1_test.json",
                        "ecdsa_secp256r1_sha256_test.json",
                        "ed25519_test.json",
                        "hkdf_sha256_test.json",
                        "mldsa_65_verify_test.json",
                        "pbkdf2_hmacsha256_test.json",
                        "rsa_pss_2048_sha256_mgf1_32_test.json",
                        "rsa_signature_2048_sha256_test.json",
                        "x25519_test.json");
    }

    @ParameterizedTest
    @CsvSource({
        "x25519_test.json, X25519, 260",
        "ecdh_secp256r1_test.json, ECDH_P256, 380",
        "ecdh_secp384r1_test.json, ECDH_P384, 800"
    })
    void agreement(String file, KeyType type, int atLeast) {
        AgreementVectors vectors = new AgreementVectors(new CryptoEngine(CryptoProviders.jdk()), type);
        assertEach(Wycheproof.cases(file), vectors::asPublished, atLeast);
        assertThat(Wycheproof.cases(file).stream()
                        .filter(Wycheproof.Case::acceptable)
                        .filter(vector -> !vectors.harmless(vector))
                        .map(Wycheproof.Case::name))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void aesGcm(Engines.Named named) {
        AeadVectors vectors = new AeadVectors(named, Algorithm.AES_256_GCM);
        assertEach(keysOf256Bits("aes_gcm_test.json"), vectors::asPublished, 100);
    }

    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void chaCha20Poly1305(Engines.Named named) {
        AeadVectors vectors = new AeadVectors(named, Algorithm.CHACHA20_POLY1305);
        assertEach(keysOf256Bits("chacha20_poly1305_test.json"), vectors::asPublished, 300);
    }

    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void es256(Engines.Named named) {
        SignatureVectors vectors = new SignatureVectors(named.engine(), KeyType.EC_P256, Algorithm.ES256);
        assertEach(Wycheproof.cases("ecdsa_secp256r1_sha256_test.json"), vectors::joseAsPublished, 450);
        assertEach(Wycheproof.cases("ecdsa_secp256r1_sha256_test.json"), vectors.ofDigests()::joseAsPublished, 450);
    }

    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void ed25519(Engines.Named named) {
        SignatureVectors vectors = new SignatureVectors(named.engine(), KeyType.ED25519, Algorithm.EDDSA);
        assertEach(Wycheproof.cases("ed25519_test.json"), vectors::asPublished, 150);
    }

    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void mlDsa65(Engines.Named named) {
        SignatureVectors vectors = new SignatureVectors(named.engine(), KeyType.ML_DSA_65, Algorithm.ML_DSA_65);
        assertEach(withoutContext(), vectors::asPublished, 150);
    }

    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void ps256(Engines.Named named) {
        SignatureVectors vectors = new SignatureVectors(named.engine(), KeyType.RSA_2048, Algorithm.PS256);
        assertEach(Wycheproof.cases("rsa_pss_2048_sha256_mgf1_32_test.json"), vectors::asPublished, 100);
    }

    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void rs256(Engines.Named named) {
        SignatureVectors vectors = new SignatureVectors(named.engine(), KeyType.RSA_2048, Algorithm.RS256);
        assertEach(Wycheproof.cases("rsa_signature_2048_sha256_test.json"), vectors::asPublished, 250);
        assertEach(Wycheproof.cases("rsa_signature_2048_sha256_test.json"), vectors.ofDigests()::asPublished, 250);
    }

    private static List<Wycheproof.Case> keysOf256Bits(String file) {
        return Wycheproof.cases(file).stream()
                .filter(vector -> vector.group().required("keySize").asInt() == 256)
                .toList();
    }

    /** The engine signs with the empty context only. */
    private static List<Wycheproof.Case> withoutContext() {
        return Wycheproof.cases("mldsa_65_verify_test.json").stream()
                .filter(vector -> vector.test().path("ctx").asText().isEmpty())
                .toList();
    }

    /** @param atLeast that many cases must have run, or the file was not understood */
    private static void assertEach(List<Wycheproof.Case> cases, Predicate<Wycheproof.Case> check, int atLeast) {
        List<Wycheproof.Case> decided =
                cases.stream().filter(vector -> !vector.acceptable()).toList();
        assertThat(decided).as("cases executed").hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(decided.stream().filter(check.negate()).map(Wycheproof.Case::name))
                .isEmpty();
    }
}
