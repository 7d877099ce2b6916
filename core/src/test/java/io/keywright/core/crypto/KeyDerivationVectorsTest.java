package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.work.Deadline;
import io.keywright.model.Kdf;
import io.keywright.model.KeywrightException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets are derived as the published vectors say. */
class KeyDerivationVectorsTest {

    @Test
    void hkdfWithSha256() throws GeneralSecurityException {
        List<Wycheproof.Case> cases = Wycheproof.cases("hkdf_sha256_test.json");
        for (Wycheproof.Case vector : cases) {
            assertThat(hkdf(vector)).as(vector.name()).isEqualTo(vector.valid());
        }
        assertThat(cases).hasSizeGreaterThan(80);
    }

    private static boolean hkdf(Wycheproof.Case vector) throws GeneralSecurityException {
        RawKey secret = new RawKey("Generic", SecretBytes.own(vector.bytes("ikm")));
        int size = vector.test().required("size").asInt();
        try {
            return same(
                    Hkdf.derive(Kdf.HKDF_SHA256, secret, vector.bytes("salt"), vector.bytes("info"), size),
                    vector.bytes("okm"));
        } catch (InvalidAlgorithmParameterException e) {
            return false;
        }
    }

    @Test
    void pbkdf2WithHmacSha256() throws GeneralSecurityException {
        List<Wycheproof.Case> cases = Wycheproof.cases("pbkdf2_hmacsha256_test.json").stream()
                .filter(vector -> vector.bytes("password").length > 0)
                .toList();
        for (Wycheproof.Case vector : cases) {
            SecretBytes derived = Pbkdf2.derive(
                    Kdf.PBKDF2_SHA256,
                    SecretBytes.own(vector.bytes("password")),
                    vector.bytes("salt"),
                    vector.test().required("iterationCount").asInt(),
                    vector.test().required("dkLen").asInt(),
                    Deadline.never());
            assertThat(same(derived, vector.bytes("dk"))).as(vector.name()).isEqualTo(vector.valid());
        }
        assertThat(cases).hasSizeGreaterThan(20);
    }

    private static boolean same(SecretBytes derived, byte[] expected) {
        return derived.expose(bytes -> Arrays.equals(bytes, expected));
    }

    @Test
    void pbkdf2EndsWhenNobodyWaitsForItAnyMore() {
        SecretBytes password = SecretBytes.own("correct horse".getBytes(US_ASCII));
        Deadline passed = Deadline.in(Duration.ZERO);
        assertThatThrownBy(
                        () -> Pbkdf2.derive(Kdf.PBKDF2_SHA512, password, new byte[16], Integer.MAX_VALUE, 64, passed))
                .isInstanceOf(KeywrightException.class);
    }
}
