package io.keywright.server.config;

import io.smallrye.config.WithDefault;

/** The {@code keywright.management.*} properties: where machines that have no certificate ask how the service is, by plain HTTP. */
public interface ManagementConfig extends ListenerConfig {

    /** Whether the metrics are there, too, for whoever reaches the port. */
    @WithDefault("false")
    boolean metrics();
}
