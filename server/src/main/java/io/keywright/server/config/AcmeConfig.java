package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/** The {@code keywright.acme.*} properties: how the names are proved that ACME clients order. */
public interface AcmeConfig {

    /** Where servers answer the challenge http-01. Anything else than 80 is for tests and private networks. */
    @WithName("http-01-port")
    @WithDefault("80")
    int http01Port();

    /** Networks that may be asked although they are not public. */
    Optional<List<String>> allowedNetworks();
}
