package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where the service listens for those without a certificate. */
public interface ListenerConfig {

    /** The port; 0 for any free one. Nobody listens if it is not set. */
    Optional<Integer> port();

    /** The address to listen on, or a name. */
    @WithDefault("localhost")
    String host();
}
