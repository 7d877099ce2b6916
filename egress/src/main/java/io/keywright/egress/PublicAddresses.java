package io.keywright.egress;

import io.keywright.core.network.Network;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Allows public addresses: those that the IANA registries of special addresses leave as globally reachable, and what the
 * operator allows beside them. For URLs that tenants give. Of IPv6, only global unicast is public; forms that carry an IPv4
 * address (mapped, NAT64, 6to4, Teredo) are not, because somebody else would decide where they lead.
 */
public final class PublicAddresses implements AddressRule {

    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");

    private static final List<Network> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(Network::parse)
            .toList();

    private final List<Network> allowed;

    /** @param allowed ranges that are allowed although they are not public */
    public PublicAddresses(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    @Override
    public boolean admits(InetAddress address) {
        return within(allowed, address) || (isGlobal(address) && !within(SPECIAL, address));
    }

    private static boolean isGlobal(InetAddress address) {
        return !(address instanceof Inet6Address) || GLOBAL_UNICAST.contains(address);
    }

    private static boolean within(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
