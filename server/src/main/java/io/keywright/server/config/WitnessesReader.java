package io.keywright.server.config;

import io.keywright.core.witness.WitnessRules;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.server.config.KeywrightConfig.Ledger;
import io.keywright.server.config.WitnessSettings.Address;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Turns the properties about witnesses into settings; refuses what would make them worthless. */
public final class WitnessesReader {

    private static final String PREFIX = "keywright.ledger.";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    private WitnessesReader() {}

    /**
     * The settings.
     *
     * @throws Misconfigured naming every fault
     */
    public static WitnessSettings read(Ledger config) {
        Faults faults = new Faults();
        WitnessSettings settings = read(config, faults);
        faults.throwIfAny();
        return settings;
    }

    /** The settings, of use only if no faults are noted. */
    static WitnessSettings read(Ledger config, Faults faults) {
        List<Address> witnesses = config.witnesses().entrySet().stream()
                .map(each -> address(each.getKey(), each.getValue(), faults))
                .toList();
        long different = witnesses.stream()
                .flatMap(witness ->
                        witness.keys().stream().map(CosignerKey::name).distinct())
                .distinct()
                .count();
        faults.unless(
                different >= witnesses.size(), PREFIX + "witnesses", "two of them have keys of the same witness.");
        int quorum = config.witnessQuorum();
        faults.unless(
                quorum >= 0 && quorum <= witnesses.size(),
                PREFIX + "witness-quorum",
                "must be 0 to " + witnesses.size() + ", the number of witnesses.");
        checkTime(faults, "witness-interval", config.witnessInterval(), LONGEST_INTERVAL);
        checkTime(faults, "witness-timeout", config.witnessTimeout(), LONGEST_TIMEOUT);
        return new WitnessSettings(
                new WitnessRules(quorum, config.witnessInterval()), config.witnessTimeout(), witnesses);
    }

    private static Address address(String name, WitnessConfig config, Faults faults) {
        String property = PREFIX + "witnesses." + name;
        faults.unless(
                isUsable(config.url()),
                property + ".url",
                "must be an https URL, or an http URL to this machine, without user, query and fragment.");
        faults.unless(
                config.ca().map(Files::isReadable).orElse(true), property + ".ca", "must be a file that can be read.");
        List<CosignerKey> keys = faults.reading(
                property + ".key",
                List.of(),
                () -> config.key().stream().map(CosignerKey::parse).toList());
        return new Address(name, config.url(), config.ca(), keys);
    }

    private static boolean isUsable(URI url) {
        boolean safe = "https".equals(url.getScheme())
                || ("http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost())));
        return safe
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    private static void checkTime(Faults faults, String name, Duration time, Duration longest) {
        faults.unless(
                time.isPositive() && time.compareTo(longest) <= 0,
                PREFIX + name,
                "must be longer than nothing, and at most " + longest + ".");
    }
}
