package io.keywright.server.lifetime;

import io.keywright.core.distant.DistantErasure;
import io.keywright.core.distant.DistantErasure.Remaining;
import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Chores;
import io.keywright.core.work.Supervised;
import io.keywright.model.KeywrightException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks every minute which key pairs inside providers no key needs any more, and erases them there. */
@Singleton
class ErasureWatch {

    private static final Logger LOG = Logger.getLogger(ErasureWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final DistantErasure erasure;
    private final Chores chores;
    private Optional<Supervised> watch = Optional.empty();

    ErasureWatch(DistantErasure erasure, Chores chores) {
        this.erasure = erasure;
        this.chores = chores;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(chores.repeat("erasure-watch", EVERY, EVERY, this::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() {
        try {
            erasure.eraseUnneeded().forEach(ErasureWatch::tell);
        } catch (StoreException | KeywrightException e) {
            LOG.warnf("event=distant_keys_not_erased Key pairs stay in their providers until the next look: %s", e);
        }
    }

    private static void tell(Remaining remaining) {
        LOG.warnf(
                "event=distant_key_not_erased provider=%s name=%s reason=%s No key needs this pair any more; it is tried"
                        + " again every minute: %s",
                remaining.key().provider(),
                remaining.key().name(),
                remaining.cause().reason().wireName(),
                remaining.cause().getMessage());
    }
}
