package io.keywright.core.evidence;

import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.evidence.Export.Progress;
import io.keywright.core.ledger.ReceiptAccess;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Exports of a tenant's evidence, for its auditors and those of the platform. Asking for one leaves a receipt, and so does each
 * package that was made, in the tenant's scope; looking, downloading and deleting leave none. Thread-safe.
 */
public final class EvidenceExports {

    private final ReceiptAccess access;
    private final ExportQueue queue;
    private final UuidV7 ids;
    private final Clock clock;

    public EvidenceExports(ReceiptAccess access, ExportQueue queue, UuidV7 ids, Clock clock) {
        this.access = access;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Asks for an export. It is queued, which writes a file, once the receipt of asking is durable.
     *
     * @param tenantId the tenant, if it is not the caller's own
     * @param from inclusive
     * @param to exclusive, not in the future; null for now
     */
    public UseCase<Export> start(@Nullable String tenantId, Instant from, @Nullable Instant to) {
        return UseCase.blocking(call -> {
            Export export = export(call.caller(), tenantId, from, to);
            if (call.caller().scope() == null) {
                call.concerns(Order.scopeOf(export.tenantId()));
            }
            RequestedExport requested = new RequestedExport(export, Order.of(call.caller()));
            call.charge(queue.place(requested));
            return Outcome.of(export).then(() -> queue.submit(requested));
        });
    }

    private Export export(Caller caller, @Nullable String tenantId, Instant from, @Nullable Instant to) {
        String tenant = access.auditedTenant(caller, tenantId);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = to == null ? now : to;
        if (end.isAfter(now)) {
            throw invalid("to must not be in the future; leave it out to export until now.", "to");
        }
        if (!from.isBefore(end)) {
            throw invalid("from must be before to.", "from");
        }
        return new Export(
                ids.next(),
                tenant,
                caller.subject(),
                caller.scope(),
                from,
                end,
                now,
                ExportState.QUEUED,
                Progress.NONE,
                null);
    }

    private static KeywrightException invalid(String advice, String member) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", member));
    }

    /** The tenant's exports, newest first. */
    public List<Export> list(Caller caller, @Nullable String tenantId) {
        String tenant = access.auditedTenant(caller, tenantId);
        return queue.all().stream()
                .filter(export -> export.tenantId().equals(tenant))
                .sorted(Comparator.comparing(Export::createdAt).reversed())
                .toList();
    }

    /** One export; another tenant's is not there. */
    public Export get(Caller caller, @Nullable String tenantId, UUID exportId) {
        String tenant = access.auditedTenant(caller, tenantId);
        return queue.find(exportId)
                .filter(export -> export.tenantId().equals(tenant))
                .orElseThrow(() -> new KeywrightException(
                        ErrorCode.KEY_NOT_FOUND,
                        "There is no such export of your tenant; list them with GET /kms/v1/evidence/exports.",
                        Map.of("reason", "export_not_found")));
    }

    /** The package of an export that is ready. */
    public Path zip(Caller caller, @Nullable String tenantId, UUID exportId) {
        Export export = get(caller, tenantId, exportId);
        if (export.state() != ExportState.READY) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "The package is not there to be downloaded; wait until the export's state is ready, or start another.",
                    Map.of("reason", "export_not_ready", "state", export.state().wireName()));
        }
        return queue.zip(exportId);
    }

    /** Ends an export if it is under way, and removes all of it. A tenant's auditor removes only those of its own scope. */
    public Export delete(Caller caller, @Nullable String tenantId, UUID exportId) {
        Export export = get(caller, tenantId, exportId);
        if (caller.scope() != null && !caller.scope().equals(export.origin())) {
            throw new KeywrightException(
                    ErrorCode.UNAUTHORIZED,
                    "The export was asked for in another environment or plane, or by the platform; have it removed there.",
                    Map.of("reason", "other_scope"));
        }
        queue.delete(exportId);
        return export;
    }
}
