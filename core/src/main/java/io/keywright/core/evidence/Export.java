package io.keywright.core.evidence;

import io.keywright.model.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export at one moment.
 *
 * @param requester see {@link io.keywright.model.Caller#subject()}
 * @param origin the scope that it was asked for in; null for one that the platform asked for
 * @param from receipts are not earlier
 * @param to receipts are earlier
 * @param outcome null until it is finished
 */
public record Export(
        UUID exportId,
        String tenantId,
        String requester,
        @Nullable Scope origin,
        Instant from,
        Instant to,
        Instant createdAt,
        ExportState state,
        Progress progress,
        @Nullable Outcome outcome) {

    /**
     * How many receipts are written.
     *
     * @param total how many there are; 0 until they are counted
     */
    public record Progress(long receipts, long total) {

        static final Progress NONE = new Progress(0, 0);
    }

    /**
     * What became of it.
     *
     * @param sizeBytes of the package; 0 if there is none
     * @param receiptId the receipt that binds the package's manifest, or tells of the failure; null if none could be left
     * @param failure one word that says why there is no package, or null
     */
    public record Outcome(
            Instant finishedAt,
            Instant expiresAt,
            long sizeBytes,
            @Nullable UUID receiptId,
            @Nullable String failure) {}

    Export queued() {
        return new Export(
                exportId, tenantId, requester, origin, from, to, createdAt, ExportState.QUEUED, Progress.NONE, null);
    }

    Export running(Progress now) {
        return new Export(exportId, tenantId, requester, origin, from, to, createdAt, ExportState.RUNNING, now, null);
    }

    Export finished(Outcome how) {
        ExportState last = how.failure() == null ? ExportState.READY : ExportState.FAILED;
        return new Export(exportId, tenantId, requester, origin, from, to, createdAt, last, progress, how);
    }
}
