package io.keywright.server.lifetime;

import io.keywright.core.journal.StoreException;
import io.keywright.server.identity.trust.TrustSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks for changes of trust in files, every few seconds. */
@Singleton
class TrustWatch {

    private static final Logger LOG = Logger.getLogger(TrustWatch.class);
    private static final long SECONDS = 5;

    private final TrustSource source;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("trust-watch").daemon().factory());
    private @Nullable ScheduledFuture<?> watching;

    TrustWatch(TrustSource source) {
        this.source = source;
    }

    void started(@Observes StartupEvent event) {
        watching = watch.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    void stopped(@Observes ShutdownEvent event) {
        if (watching != null) {
            watching.cancel(true);
        }
        watch.shutdown();
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
