package io.keywright.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.network.Network;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are public. */
class PublicAddressesTest {

    private final PublicAddresses addresses = new PublicAddresses(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.255.255",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "5f00::1"
            })
    void specialAddressesAreNot(String address) {
        assertThat(addresses.admits(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.1.1",
                "223.255.255.255",
                "2606:4700::1",
                "2a00:1450::1",
                "2001:4860:4860::8888"
            })
    void publicOnesAre(String address) {
        assertThat(addresses.admits(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void theOperatorMayAllowMore() {
        PublicAddresses more = new PublicAddresses(List.of(Network.parse("10.1.0.0/16"), Network.parse("fd00:1::/32")));
        assertThat(more.admits(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
        assertThat(more.admits(InetAddress.ofLiteral("10.2.2.3"))).isFalse();
        assertThat(more.admits(InetAddress.ofLiteral("fd00:1::9"))).isTrue();
        assertThat(more.admits(InetAddress.ofLiteral("fd00:2::9"))).isFalse();
    }
}
