package io.keywright.server.config;

import io.keywright.model.ComplianceCheck;
import java.time.Duration;
import java.util.Set;

/**
 * What the monitor of compliance looks for.
 *
 * @param skipped checks that are left out
 */
public record ComplianceRules(
        Set<ComplianceCheck> skipped, Duration unusedFor, Duration approvalsOpenFor, Duration endsWithin, int rsaBits) {
    public ComplianceRules {
        skipped = Set.copyOf(skipped);
    }
}
