package io.keywright.server.lifetime;

import io.keywright.core.cost.CallCounts;
import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes down every minute, and at the end, how providers were used, so that a crash loses a minute of it at the most. */
@Singleton
class CallCounting {

    private static final Logger LOG = Logger.getLogger(CallCounting.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final CallCounts counts;
    private final Supervisor supervisor;
    private Optional<Supervised> counting = Optional.empty();

    CallCounting(CallCounts counts, Supervisor supervisor) {
        this.counts = counts;
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) {
        counting = Optional.of(supervisor.repeat("provider-calls", EVERY, EVERY, counts::write));
    }

    void stopped(@Observes ShutdownEvent event) {
        counting.ifPresent(Supervised::stop);
        try {
            counts.write();
        } catch (StoreException e) {
            LOG.warn(
                    "event=provider_calls_lost How providers were used in the last minute could not be written down.",
                    e);
        }
    }
}
