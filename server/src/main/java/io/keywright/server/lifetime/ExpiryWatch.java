package io.keywright.server.lifetime;

import io.keywright.core.approval.ApprovalExpiry;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.core.journal.StoreException;
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

/** Looks every minute, more often if approvals are valid for less, which of them have expired. */
@Singleton
class ExpiryWatch {

    private static final Logger LOG = Logger.getLogger(ExpiryWatch.class);
    private static final Duration MOST = Duration.ofMinutes(1);

    private final ApprovalExpiry expiry;
    private final Duration every;
    private final Chores chores;
    private Optional<Supervised> watch = Optional.empty();

    ExpiryWatch(ApprovalExpiry expiry, ApprovalRules rules, Chores chores) {
        this.expiry = expiry;
        this.every = rules.validity().compareTo(MOST) < 0 ? rules.validity() : MOST;
        this.chores = chores;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(chores.repeat("expiry-watch", every, every, this::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() {
        try {
            expiry.tell();
        } catch (StoreException | CompletionException e) {
            LOG.warnf("event=expiry_not_told Approvals that have expired are told of with the next look: %s", e);
        }
    }
}
