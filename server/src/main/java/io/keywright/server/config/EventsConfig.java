package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The {@code keywright.events.*} properties: how events are told. */
public interface EventsConfig {

    /** How many event streams each tenant may have open at once. */
    @WithDefault("16")
    int streamsPerTenant();

    /** How long a stream may be silent before a sign of life is sent. */
    @WithDefault("PT15S")
    Duration heartbeat();
}
