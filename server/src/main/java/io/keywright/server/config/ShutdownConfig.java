package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The {@code keywright.shutdown.*} properties: how the service ends. */
public interface ShutdownConfig {

    /** How long everything is served on after it was told to end, so that load balancers notice that it is not ready. */
    @WithDefault("PT0S")
    Duration delay();

    /** How long requests that are under way may take after that. */
    @WithDefault("PT20S")
    Duration timeout();
}
