package io.keywright.server.config;

import io.keywright.core.network.Network;
import java.util.List;

/** Turns the operator's properties into rules for proving names. */
public final class AcmeRulesReader {

    private static final String PREFIX = "keywright.acme.";
    private static final int HIGHEST_PORT = 65_535;

    private AcmeRulesReader() {}

    /**
     * The networks that may be asked although they are not public.
     *
     * @throws Misconfigured naming every fault
     */
    public static List<Network> allowedNetworks(AcmeConfig config) {
        Faults faults = new Faults();
        List<Network> allowed = read(config, faults);
        faults.throwIfAny();
        return allowed;
    }

    static List<Network> read(AcmeConfig config, Faults faults) {
        int port = config.http01Port();
        faults.unless(
                port > 0 && port <= HIGHEST_PORT, PREFIX + "http-01-port", "must be from 1 to " + HIGHEST_PORT + ".");
        return faults.reading(
                PREFIX + "allowed-networks",
                List.of(),
                () -> config.allowedNetworks().orElse(List.of()).stream()
                        .map(Network::parse)
                        .toList());
    }
}
