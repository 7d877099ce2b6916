package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The {@code keywright.log.*} properties: what is written to standard output. */
public interface LogConfig {

    /** One line for each entry: {@code text} for people, or {@code json}. */
    @WithDefault("text")
    Format format();

    /** From how long on a request gets a line of its own; none does if it is zero. */
    @WithDefault("PT1S")
    Duration slow();

    /** Another time for some operations, each {@code operation=duration}. */
    Optional<List<String>> slowOperations();

    /** See {@link #format()}. */
    enum Format {
        TEXT,
        JSON
    }
}
