package io.keywright.core.ledger;

import io.keywright.core.change.InstallationChange;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.model.Restoration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What evidence says of the installation itself, and of what it has shown. */
final class InstallationDetails {

    private InstallationDetails() {}

    static Map<String, @Nullable Object> of(InstallationChange change) {
        return switch (change) {
            case InstallationChange.LedgerKeyRotated rotated ->
                Details.members(
                        "old_key", rotated.from().toString(),
                        "new_key", rotated.to().verifierKey().toString(),
                        "overlap_until", Details.time(rotated.overlapUntil()));
            case InstallationChange.EvidenceExported exported -> export(exported);
            case InstallationChange.LogLevelChanged changed -> logLevel(changed);
            case InstallationChange.BackupRestored restored -> restoration(restored.restoration());
            case InstallationChange.RowsTagged tagged -> new HashMap<>();
        };
    }

    private static Map<String, @Nullable Object> export(InstallationChange.EvidenceExported exported) {
        return Details.members(
                "export_id",
                exported.exportId().toString(),
                "from",
                Details.time(exported.from()),
                "to",
                Details.time(exported.to()),
                "receipts",
                exported.receipts(),
                EvidenceFiles.MANIFEST_DIGEST,
                exported.manifestSha256());
    }

    private static Map<String, @Nullable Object> logLevel(InstallationChange.LogLevelChanged changed) {
        Map<String, @Nullable Object> details = Details.members(
                "category",
                changed.category().wireName(),
                "level",
                changed.level().wireName());
        changed.until().ifPresent(until -> details.put("until", Details.time(until)));
        return details;
    }

    private static Map<String, @Nullable Object> restoration(Restoration restoration) {
        Map<String, @Nullable Object> details = Details.members(
                "receipts", restoration.receipts(),
                "restored_at", Details.time(restoration.at()));
        restoration.backupId().ifPresent(id -> details.put("backup_id", id.toString()));
        restoration.lost().ifPresent(lost -> details.put("lost", lost));
        return details;
    }
}
