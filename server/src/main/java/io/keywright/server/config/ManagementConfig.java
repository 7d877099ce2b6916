package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The {@code keywright.management.*} properties: where machines that have no certificate ask how the service is. */
public interface ManagementConfig {

    /** The port, plain HTTP; 0 for any free one. Nobody listens if it is not set. */
    Optional<Integer> port();

    /** The address to listen on. */
    @WithDefault("localhost")
    String host();

    /** Whether the metrics are there, too, for whoever reaches the port. */
    @WithDefault("false")
    boolean metrics();
}
