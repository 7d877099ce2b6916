package io.keywright.server.config;

import io.keywright.core.network.Network;
import io.keywright.server.config.IdentityConfig.Dn;
import io.keywright.server.config.IdentityConfig.Proxy;
import io.keywright.server.identity.certificate.DnMapping;
import io.keywright.server.identity.forwarded.ForwardingHeader;
import io.keywright.server.identity.forwarded.ProxyRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns the properties about certificates, direct and forwarded, into rules. */
public final class CertificateRulesReader {

    private static final int ALL_FOUR = 4;

    private CertificateRulesReader() {}

    static void check(KeywrightConfig config, Faults faults) {
        Dn dn = config.identity().dn();
        List<String> set = attributes(dn);
        faults.unless(
                set.isEmpty() || set.size() == ALL_FOUR,
                "keywright.identity.dn",
                "set tenant, environment, plane and module, or none of them.");
        faults.unless(
                DnMapping.ATTRIBUTES.containsAll(set) && Set.copyOf(set).size() == set.size(),
                "keywright.identity.dn",
                "must be four different attributes of CN, O, OU, L, ST, C, DC and UID.");
        Proxy proxy = config.identity().proxy();
        faults.unless(
                proxy.addresses().isPresent() == proxy.subjects().isPresent(),
                "keywright.identity.proxy",
                "set both addresses and subjects, or neither.");
        faults.reading("keywright.identity.proxy.addresses", List.of(), () -> networks(proxy));
    }

    /** How subjects are read, if they are; the configuration was checked before. */
    public static Optional<DnMapping> mapping(KeywrightConfig config) {
        List<String> set = attributes(config.identity().dn());
        return set.size() == ALL_FOUR
                ? Optional.of(new DnMapping(set.get(0), set.get(1), set.get(2), set.get(3)))
                : Optional.empty();
    }

    /** Which proxies are trusted; the configuration was checked before. */
    public static ProxyRules proxies(KeywrightConfig config) {
        Proxy proxy = config.identity().proxy();
        return new ProxyRules(
                networks(proxy),
                Set.copyOf(proxy.subjects().orElse(List.of())),
                ForwardingHeader.valueOf(proxy.header().name()));
    }

    private static List<String> attributes(Dn dn) {
        return Stream.of(dn.tenant(), dn.environment(), dn.plane(), dn.module())
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Network> networks(Proxy proxy) {
        return proxy.addresses().orElse(List.of()).stream().map(Network::parse).toList();
    }
}
