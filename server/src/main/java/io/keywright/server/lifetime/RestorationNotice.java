package io.keywright.server.lifetime;

import io.keywright.core.backup.RestorationStore;
import io.keywright.core.change.InstallationChange;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import io.keywright.model.Restoration;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** Has the ledger tell that the store was restored, before anything else happens on it. */
@Singleton
class RestorationNotice {

    private static final Logger LOG = Logger.getLogger(RestorationNotice.class);

    private final RestorationStore restorations;
    private final Recorder recorder;

    RestorationNotice(RestorationStore restorations, Recorder recorder) {
        this.restorations = restorations;
        this.recorder = recorder;
    }

    void started(@Observes @Priority(1) StartupEvent event) throws StoreException {
        restorations.untold().ifPresent(this::tell);
    }

    private void tell(Restoration restoration) {
        if (!told(restoration)) {
            return;
        }
        LOG.warnf(
                "event=backup_restored backup_id=%s receipts=%d lost=%s",
                restoration.backupId().map(UUID::toString).orElse("none"),
                restoration.receipts(),
                restoration.lost().isPresent() ? restoration.lost().getAsLong() : "unknown");
    }

    /** Whether this node told it, and not another that started at the same time. */
    private boolean told(Restoration restoration) {
        try {
            recorder.succeeded(
                            Attempt.of(Caller.SERVICE, Operation.RESTORE_BACKUP),
                            new InstallationChange.BackupRestored(restoration))
                    .join();
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof Conflict) {
                return false;
            }
            throw e;
        }
    }
}
