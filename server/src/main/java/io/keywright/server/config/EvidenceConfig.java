package io.keywright.server.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** The {@code keywright.evidence.*} properties: archives for auditors. */
public interface EvidenceConfig {

    /** Where archives are kept. */
    @WithDefault("${keywright.data}/exports")
    Path folder();

    /** How long a finished archive is kept. */
    @WithDefault("P7D")
    Duration keep();

    /** How much all archives may take together. */
    @WithDefault("8G")
    MemorySize maxSize();

    /** How many exports of one tenant may be under way at once, those that wait included; of all tenants, 16 times as many. */
    @WithDefault("4")
    int queue();
}
