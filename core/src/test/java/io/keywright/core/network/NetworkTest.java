package io.keywright.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a network holds. */
class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.7.0/24, 10.0.7.0, true",
        "10.0.7.0/24, 10.0.7.255, true",
        "10.0.7.0/24, 10.0.8.0, false",
        "10.0.7.0/24, 10.0.6.255, false",
        "10.0.7.128/25, 10.0.7.127, false",
        "10.0.7.9/31, 10.0.7.8, true",
        "10.0.7.9, 10.0.7.9, true",
        "10.0.7.9, 10.0.7.8, false",
        "0.0.0.0/0, 203.0.113.5, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::1, 127.0.0.1, false",
        "127.0.0.0/8, ::ffff:127.0.0.1, true"
    })
    void holdsWhatSharesItsPrefix(String network, String address, boolean holds) {
        assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/8", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "10.0.0.0/8/8"})
    void isNothingButAddressAndPrefix(String junk) {
        assertThatThrownBy(() -> Network.parse(junk)).isInstanceOf(IllegalArgumentException.class);
    }
}
