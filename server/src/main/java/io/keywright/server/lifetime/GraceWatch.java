package io.keywright.server.lifetime;

import io.keywright.core.Settings;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.GracePeriods;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks every minute, more often if grace periods are shorter, whose grace period is over. */
@Singleton
class GraceWatch {

    private static final Logger LOG = Logger.getLogger(GraceWatch.class);
    private static final Duration MOST = Duration.ofMinutes(1);

    private final GracePeriods periods;
    private final Duration every;
    private final Repeating watch = new Repeating("grace-watch");

    GraceWatch(GracePeriods periods, Settings settings) {
        this.periods = periods;
        Duration grace = settings.rotationGracePeriod();
        this.every = grace.compareTo(MOST) < 0 ? grace : MOST;
    }

    void started(@Observes StartupEvent event) {
        watch.start(this::look, every, every);
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.stop();
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
