package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.KDF;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;

/** Keys are derived with what the JDK offers, which has to agree with the published vectors. */
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
        HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(vector.bytes("ikm"));
        byte[] salt = vector.bytes("salt");
        if (salt.length > 0) {
            extract = extract.addSalt(salt);
        }
        try {
            int size = vector.test().required("size").asInt();
            byte[] derived = KDF.getInstance("HKDF-SHA256").deriveData(extract.thenExpand(vector.bytes("info"), size));
            return Arrays.equals(derived, vector.bytes("okm"));
        } catch (java.security.InvalidAlgorithmParameterException e) {
            return false;
        }
    }

    @Test
    void pbkdf2WithHmacSha256() throws GeneralSecurityException {
        List<Wycheproof.Case> cases = Wycheproof.cases("pbkdf2_hmacsha256_test.json").stream()
                .filter(KeyDerivationVectorsTest::hasTextPassword)
                .toList();
        for (Wycheproof.Case vector : cases) {
            assertThat(pbkdf2(vector)).as(vector.name()).isEqualTo(vector.valid());
        }
        assertThat(cases).hasSizeGreaterThan(20);
    }

    /** The JDK takes passwords as text, and none that is empty. */
    private static boolean hasTextPassword(Wycheproof.Case vector) {
        byte[] password = vector.bytes("password");
        return password.length > 0 && Arrays.equals(new String(password, UTF_8).getBytes(UTF_8), password);
    }

    private static boolean pbkdf2(Wycheproof.Case vector) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(
                new String(vector.bytes("password"), UTF_8).toCharArray(),
                vector.bytes("salt"),
                vector.test().required("iterationCount").asInt(),
                vector.test().required("dkLen").asInt() * Byte.SIZE);
        byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        return Arrays.equals(derived, vector.bytes("dk"));
    }
}
