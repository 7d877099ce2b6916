package io.keywright.model.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates in every form that OpenSSL writes: read, or refused by what they are. */
class PemCertificatesTest {

    private static final String PLAIN = Written.text("certificate.pem");
    private static final String KEY = Pem.write(PemBlock.privateKey(new byte[] {1}));

    @ParameterizedTest
    @ValueSource(strings = {"certificate.pem", "certificate.der", "with-text.pem", "pkcs7.der"})
    void theSameCertificateInAnyForm(String file) throws PemException {
        assertThat(PemCertificates.inFile(Written.file(file))).containsExactly(PemCertificates.one(PLAIN));
    }

    @Test
    void aFileMayHoldMany() throws PemException {
        assertThat(PemCertificates.inFile(Written.file("pkcs7.pem"))).hasSize(2);
        assertThat(PemCertificates.inFile(Written.bytes(PLAIN + Written.text("pkcs7.pem") + KEY)))
                .hasSize(3);
    }

    @Test
    void nothingIsDroppedInSilence() {
        assertRefused(Written.file("trusted-certificate.pem"), "holds a TRUSTED CERTIFICATE");
        assertRefused(
                Written.bytes(PLAIN + "-----BEGIN X509 CRL-----\nQUJD\n-----END X509 CRL-----\n"), "labelled X509 CRL");
        assertRefused(Written.bytes(PLAIN + PLAIN.substring(0, 100)), "not whole");
        assertRefused(Written.bytes(KEY), "holds no certificate");
        assertRefused(new byte[0], "holds no certificate");
        assertRefused(Written.bytes("junk"), "holds no certificate");
        assertRefused(PLAIN.getBytes(StandardCharsets.UTF_16), "UTF-8");
    }

    @Test
    void aKeyOnACurveWithoutANameIsNamed() {
        assertRefused(Written.file("explicit-curve.pem"), "explicit parameters");
        assertThatThrownBy(() -> PemCertificates.one(Written.text("explicit-curve.pem")))
                .isInstanceOfSatisfying(
                        PemException.class, it -> assertThat(it.kind()).isEqualTo(PemException.Kind.KEY));
    }

    static Stream<Arguments> notOne() {
        return Stream.of(
                arguments(PLAIN + PLAIN, "more than one block"),
                arguments(PLAIN + KEY, "more than one block"),
                arguments("", "no block"),
                arguments(KEY, "labelled PRIVATE KEY"),
                arguments(Written.text("trusted-certificate.pem"), "labelled TRUSTED CERTIFICATE"),
                arguments(Pem.write(PemBlock.certificate(new byte[] {1, 2, 3})), "cannot be read"));
    }

    @ParameterizedTest
    @MethodSource("notOne")
    void oneIsOne(String text, String said) {
        assertThatThrownBy(() -> PemCertificates.one(text))
                .isInstanceOf(PemException.class)
                .hasMessageContaining(said);
    }

    @Test
    void nothingFollowsACertificate() {
        byte[] der = Written.file("certificate.der");
        for (byte[] odd : new byte[][] {Arrays.copyOf(der, der.length + 1), Arrays.copyOf(der, der.length - 1)}) {
            assertThatThrownBy(() -> PemCertificates.one(odd)).isInstanceOf(PemException.class);
        }
    }

    private static void assertRefused(byte[] content, String said) {
        assertThatThrownBy(() -> PemCertificates.inFile(content))
                .isInstanceOf(PemException.class)
                .hasMessageContaining(said);
    }
}
