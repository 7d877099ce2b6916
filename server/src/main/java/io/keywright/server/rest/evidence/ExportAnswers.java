package io.keywright.server.rest.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keywright.core.evidence.Export;
import io.keywright.core.evidence.Export.Outcome;
import io.keywright.core.evidence.ExportState;
import io.keywright.core.ledger.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What calls about exports answer. */
final class ExportAnswers {

    private ExportAnswers() {}

    /**
     * An export.
     *
     * @param receipts how many receipts are written
     * @param totalReceipts how many there are; 0 until they are counted
     * @param exportReceiptId the receipt that binds the package's manifest
     */
    @Schema(name = "EvidenceExport")
    record ExportBody(
            UUID exportId,
            String tenantId,
            ExportState state,
            String requester,
            Instant from,
            Instant to,
            Instant createdAt,
            long receipts,
            long totalReceipts,
            @Nullable Instant finishedAt,
            @Nullable Instant keptUntil,
            @Nullable Long sizeBytes,
            @Nullable UUID exportReceiptId,
            @Nullable String failure) {

        static ExportBody of(Export export) {
            Outcome outcome = export.outcome();
            return new ExportBody(
                    export.exportId(),
                    export.tenantId(),
                    export.state(),
                    export.requester(),
                    export.from(),
                    export.to(),
                    export.createdAt(),
                    export.progress().receipts(),
                    export.progress().total(),
                    outcome == null ? null : outcome.finishedAt(),
                    outcome == null ? null : outcome.expiresAt(),
                    outcome == null ? null : outcome.sizeBytes(),
                    outcome == null ? null : outcome.receiptId(),
                    outcome == null ? null : outcome.failure());
        }
    }

    record ExportAnswer(@JsonUnwrapped ExportBody export, UUID receiptId) {
        static ExportAnswer of(Recorded<Export> recorded) {
            return new ExportAnswer(ExportBody.of(recorded.value()), recorded.receiptId());
        }
    }

    record ExportListAnswer(List<ExportBody> exports) {
        static ExportListAnswer of(List<Export> exports) {
            return new ExportListAnswer(exports.stream().map(ExportBody::of).toList());
        }
    }
}
