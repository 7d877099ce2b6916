package io.keywright.server.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, https://localhost:8443",
        "127.0.0.1, https://127.0.0.1:8443",
        "::1, https://[::1]:8443",
        "[::1], https://[::1]:8443"
    })
    void anIpv6AddressStandsInBrackets(String host, String url) {
        assertThat(BaseUrl.of(host, 8443)).isEqualTo(url);
    }
}
