package io.keywright.server.lifetime;

import io.keywright.core.expiry.ExpirySweep;
import io.keywright.core.idempotency.KeptAnswerStore;
import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Chores;
import io.keywright.core.work.Supervised;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Removes every few minutes the kept answers whose time is over. */
@Singleton
class AnswerWatch {

    private static final Logger LOG = Logger.getLogger(AnswerWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final ExpirySweep sweep;
    private final Chores chores;
    private Optional<Supervised> watch = Optional.empty();

    AnswerWatch(KeptAnswerStore answers, Chores chores) {
        this.sweep = new ExpirySweep(answers, Clock.systemUTC());
        this.chores = chores;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(chores.repeat("answer-watch", EVERY, EVERY, this::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() {
        try {
            sweep.sweep();
        } catch (StoreException e) {
            LOG.warnf("event=answers_not_removed Kept answers that have expired stay until the next look: %s", e);
        }
    }
}
