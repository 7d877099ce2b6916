package io.keywright.server.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The {@code keywright.trust.*} properties: what is fetched from addresses that certificates name. */
public interface TrustConfig {

    /** What is fetched; nothing, if not set. */
    Optional<List<Publication>> fetch();

    /** Networks that may be asked although they are not public. */
    Optional<List<String>> allowedNetworks();

    /** After which time a list is fetched again at the latest. */
    @WithDefault("PT1H")
    Duration refresh();

    /** How long a list may be. */
    @WithDefault("8M")
    MemorySize maxList();

    /** What authorities publish. */
    enum Publication {
        CRL,
        OCSP,
        ISSUERS
    }
}
