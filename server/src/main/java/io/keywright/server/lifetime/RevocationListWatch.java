package io.keywright.server.lifetime;

import io.keywright.core.authority.RevocationLists;
import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Chores;
import io.keywright.core.work.Supervised;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks every minute whose revocation list lacks something or nears its end, so that it is new before anybody asks. */
@Singleton
class RevocationListWatch {

    private static final Logger LOG = Logger.getLogger(RevocationListWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final RevocationLists lists;
    private final Chores chores;
    private Optional<Supervised> watch = Optional.empty();

    RevocationListWatch(RevocationLists lists, Chores chores) {
        this.lists = lists;
        this.chores = chores;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(chores.repeat("revocation-list-watch", EVERY, EVERY, this::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() {
        try {
            lists.renew()
                    .forEach(unsigned -> LOG.warnf(
                            "event=revocation_list_not_signed authority_id=%s The next look tries again: %s",
                            unsigned.authorityId(), unsigned.why()));
        } catch (StoreException e) {
            LOG.warnf("event=revocation_lists_not_read The next look tries again: %s", e);
        }
    }
}
