package io.keywright.server.lifetime;

import io.keywright.core.Settings;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.GracePeriods;
import io.keywright.core.node.Chores;
import io.keywright.core.work.Supervised;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** Looks every minute, more often if grace periods are shorter, whose grace period is over. */
@Singleton
class GraceWatch {

    private static final Logger LOG = Logger.getLogger(GraceWatch.class);
    private static final Duration MOST = Duration.ofMinutes(1);

    private final GracePeriods periods;
    private final Duration every;
    private final Chores chores;
    private Optional<Supervised> watch = Optional.empty();

    GraceWatch(GracePeriods periods, Settings settings, Chores chores) {
        this.chores = chores;
        this.periods = periods;
        Duration grace = settings.rotationGracePeriod();
        this.every = grace.compareTo(MOST) < 0 ? grace : MOST;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(chores.repeat("grace-watch", every, every, this::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() {
        try {
            periods.end();
        } catch (StoreException | CompletionException e) {
            LOG.warnf("event=keys_not_archived Rotated keys stay in their grace period until the next look: %s", e);
        }
    }
}
