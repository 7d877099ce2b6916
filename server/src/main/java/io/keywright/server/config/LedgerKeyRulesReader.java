package io.keywright.server.config;

import io.keywright.core.succession.LedgerKeyRotation;
import io.keywright.server.config.KeywrightConfig.Ledger;
import java.time.Duration;
import java.util.Optional;

/** Turns the properties about the ledger's keys into rules. */
public final class LedgerKeyRulesReader {

    private static final String PREFIX = "keywright.ledger.";
    private static final Duration SHORTEST_PERIOD = Duration.ofDays(1);

    private LedgerKeyRulesReader() {}

    /**
     * When the ledger gets another key, and how long the old one still signs.
     *
     * @param period empty for not by itself
     */
    public record LedgerKeyRules(Optional<Duration> period, Duration overlap) {}

    /** The rules that {@code config} sets, of which {@link #check} found no fault. */
    public static LedgerKeyRules read(Ledger config) {
        return new LedgerKeyRules(config.keyRotationPeriod(), config.keyOverlap());
    }

    static void check(Ledger config, Faults faults) {
        Duration overlap = config.keyOverlap();
        faults.unless(
                !overlap.isNegative() && overlap.compareTo(LedgerKeyRotation.LONGEST_OVERLAP) <= 0,
                PREFIX + "key-overlap",
                "must be P0D to P366D.");
        faults.unless(
                config.keyRotationPeriod()
                        .map(period -> period.compareTo(SHORTEST_PERIOD) >= 0)
                        .orElse(true),
                PREFIX + "key-rotation-period",
                "must be P1D or longer, or not set.");
    }
}
