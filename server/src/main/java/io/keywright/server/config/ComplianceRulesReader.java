package io.keywright.server.config;

import io.keywright.model.ComplianceCheck;
import io.keywright.model.WireName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the operator's properties about compliance into rules. */
public final class ComplianceRulesReader {

    private static final String PREFIX = "keywright.compliance.";
    private static final int MOST_RSA_BITS = 4096;

    private ComplianceRulesReader() {}

    /**
     * The rules that {@code config} sets.
     *
     * @throws Misconfigured naming every fault
     */
    public static ComplianceRules read(ComplianceConfig config) {
        Faults faults = new Faults();
        ComplianceRules rules = read(config, faults);
        faults.throwIfAny();
        return rules;
    }

    /** The rules that {@code config} sets, of use only if no faults are noted. */
    static ComplianceRules read(ComplianceConfig config, Faults faults) {
        positive(faults, "every", config.every());
        positive(faults, "unused-for", config.unusedFor());
        positive(faults, "approvals-open-for", config.approvalsOpenFor());
        positive(faults, "ends-within", config.endsWithin());
        faults.unless(
                config.rsaBits() > 0 && config.rsaBits() <= MOST_RSA_BITS,
                PREFIX + "rsa-bits",
                "must be from 1 to " + MOST_RSA_BITS + ".");
        return new ComplianceRules(
                skipped(config, faults),
                config.unusedFor(),
                config.approvalsOpenFor(),
                config.endsWithin(),
                config.rsaBits());
    }

    private static void positive(Faults faults, String name, Duration duration) {
        faults.unless(duration.isPositive(), PREFIX + name, "must be longer than nothing.");
    }

    private static Set<ComplianceCheck> skipped(ComplianceConfig config, Faults faults) {
        Set<ComplianceCheck> skipped = EnumSet.noneOf(ComplianceCheck.class);
        for (String name : config.skip().orElse(List.of())) {
            faults.reading(
                            PREFIX + "skip",
                            Optional.<ComplianceCheck>empty(),
                            () -> Optional.of(WireName.parse(ComplianceCheck.class, name)))
                    .ifPresent(skipped::add);
        }
        faults.unless(
                !skipped.contains(ComplianceCheck.CHECK_FAILED),
                PREFIX + "skip",
                "must not have check_failed: that the monitor cannot look is always told.");
        return skipped;
    }
}
