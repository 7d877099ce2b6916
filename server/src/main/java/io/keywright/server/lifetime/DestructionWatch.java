package io.keywright.server.lifetime;

import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.DueDestructions;
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

/** Looks every minute whose waiting period is over, and destroys those keys. */
@Singleton
class DestructionWatch {

    private static final Logger LOG = Logger.getLogger(DestructionWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final DueDestructions destructions;
    private final Chores chores;
    private Optional<Supervised> watch = Optional.empty();

    DestructionWatch(DueDestructions destructions, Chores chores) {
        this.destructions = destructions;
        this.chores = chores;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(chores.repeat("destruction-watch", EVERY, EVERY, this::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() {
        try {
            destructions.run();
        } catch (StoreException | CompletionException e) {
            LOG.warnf("event=keys_not_destroyed Keys whose time has come stay archived until the next look: %s", e);
        }
    }
}
