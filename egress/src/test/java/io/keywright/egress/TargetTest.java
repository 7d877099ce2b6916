package io.keywright.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which URLs there are, and what is wrong with the others. */
class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com/",
        "HTTPS://example.com/a?b=c%20d, https://example.com/a?b=c%20d",
        "https://example.com:443/, https://example.com/",
        "https://example.com:/, https://example.com/",
        "http://example.com:65535/, http://example.com:65535/",
        "https://example.com./, https://example.com./",
        "https://my_hook.example.com:8443/x, https://my_hook.example.com:8443/x",
        "https://_dmarc.example.com/, https://_dmarc.example.com/",
        "https://bücher.example/ä?ö, https://xn--bcher-kva.example/%C3%A4?%C3%B6",
        "https://BÜCHER.example/, https://xn--bcher-kva.example/",
        "https://例え.テスト/, https://xn--r8jz45g.xn--zckzah/",
        "https://127.0.0.1/, https://127.0.0.1/",
        "https://[2001:db8::1]:8443/, https://[2001:db8::1]:8443/",
        "https://[::ffff:127.0.0.1]/, https://[::ffff:127.0.0.1]/",
    })
    void aUrlThatCanBeRequested(String text, String ascii) {
        assertThat(Target.parse(text)).hasToString(ascii);
        assertThat(Target.parse(ascii)).isEqualTo(Target.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com:65536/, port from 1 to 65535",
        "https://example.com:0/, port from 1 to 65535",
        "https://example.com:99999999999999999999/, port from 1 to 65535",
        "https://example.com:-1/, a host",
        "https://example.com:8a/, a host",
        "https://user@example.com/, no user",
        "https://user:password@example.com/, no user",
        "https://example.com/#x, no fragment",
        "https:///x, a host",
        "https://, RFC 3986",
        "https:x, a host",
        "ftp://example.com/, begin with https",
        "//example.com/, begin with https",
        "nonsense, begin with https",
        "https://a b/, RFC 3986",
        "https://-a.example/, letters",
        "https://a..example/, letters",
        "https://a%62c.example/, letters",
        "https://[fe80::1%25eth0]/, a host",
        "https://faß.example/, xn--",
        "https://a\u200db.example/, xn--",
        "https://a\u3002b../, letters",
    })
    void aUrlThatCannot(String text, String reason) {
        assertThatThrownBy(() -> Target.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aUrlIsNotTooLong() {
        String start = "https://example.com/";
        assertThat(Target.parse(start + "a".repeat(2048 - start.length())).path())
                .hasSize(2029);
        assertThatThrownBy(() -> Target.parse(start + "a".repeat(2049 - start.length())))
                .hasMessageContaining("2048");
        String label = "a".repeat(63);
        assertThatThrownBy(() -> Target.parse("https://" + label + "a/")).hasMessageContaining("letters");
        assertThatThrownBy(() -> Target.parse("https://" + String.join(".", label, label, label, label) + "/"))
                .hasMessageContaining("letters");
    }
}
