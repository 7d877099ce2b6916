package io.keywright.server.config;

import io.keywright.core.network.Network;
import java.util.List;

/** Turns the operator's properties into rules for what is fetched from addresses in certificates. */
public final class TrustRulesReader {

    private static final String PREFIX = "keywright.trust.";
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private TrustRulesReader() {}

    /**
     * The networks that may be asked although they are not public.
     *
     * @throws Misconfigured naming every fault
     */
    public static List<Network> allowedNetworks(TrustConfig config) {
        Faults faults = new Faults();
        List<Network> allowed = read(config, faults);
        faults.throwIfAny();
        return allowed;
    }

    static List<Network> read(TrustConfig config, Faults faults) {
        long most = config.maxList().asLongValue();
        faults.unless(
                most > 0 && most <= MOST_BYTES, PREFIX + "max-list", "must be more than nothing, and at most 64M.");
        faults.unless(config.refresh().isPositive(), PREFIX + "refresh", "must be longer than nothing.");
        return faults.reading(
                PREFIX + "allowed-networks",
                List.of(),
                () -> config.allowedNetworks().orElse(List.of()).stream()
                        .map(Network::parse)
                        .toList());
    }
}
