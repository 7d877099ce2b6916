package io.keywright.server.lifetime;

import io.keywright.core.backup.BackupException;
import io.keywright.core.backup.BackupPlan;
import io.keywright.core.backup.ScheduledBackups;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.keywright.server.observability.Remarks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** Backs the installation up every so often, if that is planned; says in health when it does not succeed. */
@Singleton
class BackupSchedule {

    private static final Logger LOG = Logger.getLogger(BackupSchedule.class);
    private static final String SUBJECT = "backup";

    private final Optional<Duration> every;
    private final Optional<ScheduledBackups> backups;
    private final Remarks remarks;
    private final Supervisor supervisor;
    private Optional<Supervised> watch = Optional.empty();

    BackupSchedule(
            Optional<BackupPlan> plan, Optional<ScheduledBackups> backups, Remarks remarks, Supervisor supervisor) {
        this.every = plan.flatMap(BackupPlan::every);
        this.backups = backups;
        this.remarks = remarks;
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) {
        watch = every.flatMap(
                pause -> backups.map(it -> supervisor.repeat("backup-schedule", Duration.ZERO, pause, () -> run(it))));
    }

    void stopped(@Observes @Priority(1) ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void run(ScheduledBackups scheduled) {
        try {
            scheduled
                    .run()
                    .ifPresent(made -> LOG.infof(
                            "event=backup_created backup_id=%s receipts=%d bytes=%d took_ms=%d",
                            made.head().backupId(),
                            made.head().receipts(),
                            made.bytes(),
                            made.took().toMillis()));
            remarks.say(SUBJECT, Optional.empty());
        } catch (StoreException | RootProviderException | BackupException | CompletionException e) {
            LOG.warnf("event=backup_failed %s", e.getMessage());
            remarks.say(SUBJECT, Optional.of("the last one failed, the log says why"));
        }
    }
}
