package io.keywright.server.lifetime;

import io.keywright.core.evidence.PublicLog;
import io.keywright.core.journal.Journal;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.KeywrightConfig.Profile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** What happens once when the service starts. */
@Singleton
class Lifetime {

    private static final Logger LOG = Logger.getLogger(Lifetime.class);

    private final KeywrightConfig config;
    private final PublicLog log;
    private final Journal journal;

    Lifetime(KeywrightConfig config, PublicLog log, Journal journal) {
        this.config = config;
        this.log = log;
        this.journal = journal;
    }

    void started(@Observes StartupEvent event) throws IOException {
        journal.flush().join();
        if (config.profile() == Profile.DEVELOPMENT) {
            Path pki = Files.createDirectories(config.data().resolve("pki"));
            Files.writeString(pki.resolve("ledger.vkey"), log.keys().signer() + "\n");
            Files.writeString(pki.resolve("ledger.vkeys"), log.keys().toString());
            LOG.warn("event=unprotected_root_key The root key stands unprotected in a file: for development only.");
        }
    }
}
