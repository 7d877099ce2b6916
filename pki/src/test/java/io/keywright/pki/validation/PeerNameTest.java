package io.keywright.pki.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9525 and RFC 6125: what a name in a certificate covers. */
class PeerNameTest {

    @ParameterizedTest
    @CsvSource({
        "kms.example.com, kms.example.com, true",
        "KMS.example.COM, kms.EXAMPLE.com, true",
        "kms.example.com, *.example.com, true",
        "a.kms.example.com, *.example.com, false",
        "example.com, *.example.com, false",
        "kms.example.com, k*.example.com, false",
        "kms.example.com, kms.*.com, false",
        "example.com, *.com, false",
        "kms.example.com, example.com, false"
    })
    void hostsAndPatterns(String host, String inCertificate, boolean matches) {
        assertThat(PeerName.of(host).orElseThrow().matches(PeerName.DNS, inCertificate))
                .isEqualTo(matches);
        assertThat(PeerName.of(host).orElseThrow().matches(PeerName.URI, inCertificate))
                .isFalse();
    }

    @Test
    void addressesAreNoHosts() {
        PeerName address = PeerName.of("192.0.2.1").orElseThrow();

        assertThat(address.matches(PeerName.ADDRESS, "192.0.2.1")).isTrue();
        assertThat(address.matches(PeerName.DNS, "192.0.2.1")).isFalse();
        assertThat(PeerName.of("2001:db8::1").orElseThrow().matches(PeerName.ADDRESS, "2001:db8:0:0:0:0:0:1"))
                .isTrue();
    }

    @Test
    void urisMatchLetterByLetter() {
        PeerName id = PeerName.of("spiffe://test/module/M1").orElseThrow();

        assertThat(id.matches(PeerName.URI, "spiffe://test/module/M1")).isTrue();
        assertThat(id.matches(PeerName.URI, "spiffe://test/module/m1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "-a.example", "exa_mple.com", "*.example.com", "a..b"})
    void whatIsNoNameIsRefused(String text) {
        assertThat(PeerName.of(text)).isEmpty();
    }
}
