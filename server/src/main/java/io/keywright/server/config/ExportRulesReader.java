package io.keywright.server.config;

import io.keywright.core.evidence.ExportRules;

/** Turns the operator's properties about evidence into rules. */
public final class ExportRulesReader {

    private static final String PREFIX = "keywright.evidence.";
    private static final int MOST_AT_ONCE = 1000;

    private ExportRulesReader() {}

    /**
     * The rules that {@code config} sets.
     *
     * @throws Misconfigured naming every fault
     */
    public static ExportRules read(EvidenceConfig config) {
        Faults faults = new Faults();
        ExportRules rules = read(config, faults);
        faults.throwIfAny();
        return rules;
    }

    /** The rules that {@code config} sets, of use only if no faults are noted. */
    public static ExportRules read(EvidenceConfig config, Faults faults) {
        long maxBytes = config.maxSize().asLongValue();
        faults.unless(config.keep().isPositive(), PREFIX + "keep", "must be longer than nothing.");
        faults.unless(maxBytes > 0, PREFIX + "max-size", "must be at least 1.");
        faults.unless(
                config.queue() >= 1 && config.queue() <= MOST_AT_ONCE,
                PREFIX + "queue",
                "must be from 1 to " + MOST_AT_ONCE + ".");
        return new ExportRules(config.folder(), config.keep(), maxBytes, config.queue());
    }
}
