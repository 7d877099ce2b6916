package io.keywright.server.rest.administration;

import io.keywright.core.backup.BackupHead;
import io.keywright.core.backup.BackupPlan;
import io.keywright.core.backup.BackupRounds.Made;
import io.keywright.core.backup.Backups.Listed;
import io.keywright.core.backup.Backups.Ordered;
import io.keywright.core.ledger.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What calls about backups answer. */
final class BackupAnswers {

    private BackupAnswers() {}

    /** @param took ISO 8601 */
    @Schema(name = "CreatedBackup")
    record CreatedBackup(
            UUID backupId,
            @Nullable UUID parent,
            String file,
            long bytes,
            Instant createdAt,
            long receipts,
            String root,
            String openedBy,
            String took,
            UUID receiptId) {

        static CreatedBackup of(Recorded<Ordered> recorded) {
            Made made = recorded.value().made();
            BackupHead head = made.head();
            return new CreatedBackup(
                    head.backupId(),
                    head.parent().orElse(null),
                    made.file().toString(),
                    made.bytes(),
                    head.createdAt(),
                    head.receipts(),
                    head.ledger().root().toString(),
                    head.seal().opener(),
                    made.took().toString(),
                    recorded.receiptId());
        }
    }

    /** One that lies in the folder. */
    @Schema(name = "Backup")
    record BackupAnswer(
            UUID backupId,
            @Nullable UUID parent,
            String file,
            long bytes,
            Instant createdAt,
            long receipts,
            String root,
            int schema,
            String openedBy) {

        static BackupAnswer of(Listed listed) {
            BackupHead head = listed.head();
            return new BackupAnswer(
                    head.backupId(),
                    head.parent().orElse(null),
                    listed.file().toString(),
                    listed.bytes(),
                    head.createdAt(),
                    head.receipts(),
                    head.ledger().root().toString(),
                    head.schema(),
                    head.seal().opener());
        }
    }

    /**
     * The plan, and what came of it.
     *
     * @param every ISO 8601; absent if backups are made only when somebody asks
     */
    @Schema(name = "Backups")
    record BackupsAnswer(String folder, @Nullable String every, String keep, List<BackupAnswer> backups) {

        static BackupsAnswer of(BackupPlan plan, List<Listed> listed) {
            return new BackupsAnswer(
                    plan.folder().toString(),
                    plan.every().map(Object::toString).orElse(null),
                    plan.keep().toString(),
                    listed.stream().map(BackupAnswer::of).toList());
        }
    }
}
