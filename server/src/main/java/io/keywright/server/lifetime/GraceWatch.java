package io.keywright.server.lifetime;

import io.keywright.core.Settings;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.GracePeriods;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks every minute, more often if grace periods are shorter, whose grace period is over. */
@Singleton
class GraceWatch {

    private static final Logger LOG = Logger.getLogger(GraceWatch.class);
    private static final Duration MOST = Duration.ofMinutes(1);

    private final GracePeriods periods;
    private final Duration every;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("grace-watch").daemon().factory());
    private @Nullable ScheduledFuture<?> watching;

    GraceWatch(GracePeriods periods, Settings settings) {
        this.periods = periods;
        Duration grace = settings.rotationGracePeriod();
        this.every = grace.compareTo(MOST) < 0 ? grace : MOST;
    }

    void started(@Observes StartupEvent event) {
        watching = watch.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
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
            periods.end();
        } catch (StoreException | RuntimeException e) {
            LOG.warnf("event=keys_not_archived Rotated keys stay in their grace period until the next look: %s", e);
        }
    }
}
