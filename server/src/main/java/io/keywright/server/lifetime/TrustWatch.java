package io.keywright.server.lifetime;

import io.keywright.core.journal.StoreException;
import io.keywright.server.identity.trust.TrustSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks for changes of trust in files, every few seconds. */
@Singleton
class TrustWatch {

    private static final Logger LOG = Logger.getLogger(TrustWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final TrustSource source;
    private final Repeating watch = new Repeating("trust-watch");

    TrustWatch(TrustSource source) {
        this.source = source;
    }

    void started(@Observes StartupEvent event) {
        watch.start(this::look, PAUSE, PAUSE);
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.stop();
    }

    /** What is thrown here would end the watch. */
    private void look() {
        try {
            source.follow();
        } catch (StoreException | IOException | GeneralSecurityException | RuntimeException e) {
            LOG.warnf("event=trust_not_reloaded What was trusted before is trusted on: %s", e);
        }
    }
}
