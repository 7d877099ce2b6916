package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The {@code keywright.backup.*} properties. */
public interface BackupConfig {

    /** Where backups go, best on another disk; there are none if it is not set. */
    Optional<Path> folder();

    /** How often one is made without being asked for. */
    Optional<Duration> every();

    /** How long they are kept; the newest stays. */
    @WithDefault("P7D")
    Duration keep();

    /** The line of {@code keywright backup key create}: then shares open backups, and the root provider does not. */
    Optional<String> recoveryKey();
}
