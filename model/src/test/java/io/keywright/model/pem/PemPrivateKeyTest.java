package io.keywright.model.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Private keys in files: read, or refused with what to do about it. */
class PemPrivateKeyTest {

    private static final byte[] PKCS8 = {1, 2, 3};
    private static final String KEY = Pem.write(PemBlock.privateKey(PKCS8));

    @Test
    void aKeyMayStandAmongCertificates() throws PemException {
        assertThat(PemPrivateKey.in(Written.bytes(KEY))).isEqualTo(PKCS8);
        assertThat(PemPrivateKey.in(Written.bytes(Written.text("certificate.pem") + KEY)))
                .isEqualTo(PKCS8);
    }

    @Test
    void otherFormsAreNamed() {
        assertRefused("", "holds no private key");
        assertRefused(KEY + KEY, "holds more than one");
        assertRefused(labelled("ENCRYPTED PRIVATE KEY"), "openssl pkcs8 -in FILE decrypts it");
        assertRefused(labelled("EC PARAMETERS") + labelled("EC PRIVATE KEY"), "not PKCS#8; openssl pkcs8 -topk8");
        assertRefused(labelled("RSA PRIVATE KEY"), "not PKCS#8");
        assertRefused(Written.text("explicit-curve-key.pem"), "explicit parameters");
    }

    private static String labelled(String label) {
        return Pem.write(new PemBlock(label, PKCS8));
    }

    private static void assertRefused(String text, String said) {
        assertThatThrownBy(() -> PemPrivateKey.in(Written.bytes(text)))
                .isInstanceOf(PemException.class)
                .hasMessageContaining(said);
    }
}
