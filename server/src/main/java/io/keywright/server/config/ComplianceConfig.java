package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The {@code keywright.compliance.*} properties: what the monitor of compliance looks for, and how often. */
public interface ComplianceConfig {

    /** Whether it looks at all. */
    @WithDefault("true")
    boolean enabled();

    /** How often everything is looked at. */
    @WithDefault("PT1H")
    Duration every();

    /** Checks that are left out, by their names. */
    Optional<List<String>> skip();

    /** How long an active key may go unused. */
    @WithDefault("P180D")
    Duration unusedFor();

    /** How long an approval may be open. */
    @WithDefault("PT4H")
    Duration approvalsOpenFor();

    /** How long before their end certificates and trust anchors are found. */
    @WithDefault("P30D")
    Duration endsWithin();

    /** How many bits RSA keys should have at least. */
    @WithDefault("2048")
    int rsaBits();
}
