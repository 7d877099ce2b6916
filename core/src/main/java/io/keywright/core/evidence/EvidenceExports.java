package io.keywright.core.evidence;

import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.evidence.Export.Progress;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptAccess;
import io.keywright.core.node.Node;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exports of a tenant's evidence, for its auditors and those of the platform. Asking for one leaves a receipt, and so does each
 * package that was made, in the tenant's scope; looking, downloading and deleting leave none. Thread-safe.
 */
public final class EvidenceExports {

    /** The reason of a refusal, since another node has the export. */
    public static final String ELSEWHERE = "export_elsewhere";

    private final ReceiptAccess access;
    private final ExportQueue queue;
    private final ExportNews news;
    private final UuidV7 ids;
    private final Clock clock;

    public EvidenceExports(ReceiptAccess access, ExportQueue queue, ExportNews news, UuidV7 ids, Clock clock) {
        this.access = access;
        this.queue = queue;
        this.news = news;
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

    /** The tenant's exports, those of other nodes included, newest first. */
    public List<Export> list(Caller caller, @Nullable String tenantId) {
        String tenant = access.auditedTenant(caller, tenantId);
        List<Export> own = queue.all();
        Set<UUID> known = own.stream().map(Export::exportId).collect(Collectors.toSet());
        Stream<Export> foreign = news.all(tenant).stream()
                .map(ExportNews.Foreign::export)
                .filter(export -> !known.contains(export.exportId()));
        return Stream.concat(own.stream(), foreign)
                .filter(export -> export.tenantId().equals(tenant))
                .sorted(Comparator.comparing(Export::createdAt).reversed())
                .toList();
    }

    /** One export; another tenant's is not there. */
    public Export get(Caller caller, @Nullable String tenantId, UUID exportId) {
        return find(caller, tenantId, exportId).export();
    }

    /**
     * An export and who has it.
     *
     * @param node another node's name; empty if it is this one's
     */
    private record Found(Export export, Optional<String> node) {}

    private Found find(Caller caller, @Nullable String tenantId, UUID exportId) {
        String tenant = access.auditedTenant(caller, tenantId);
        return queue.find(exportId)
                .map(own -> new Found(own, Optional.empty()))
                .or(() -> news.find(exportId).map(it -> new Found(it.export(), Optional.of(it.node()))))
                .filter(found -> found.export().tenantId().equals(tenant))
                .orElseThrow(() -> new KeywrightException(
                        ErrorCode.KEY_NOT_FOUND,
                        "There is no such export of your tenant; list them with GET /kms/v1/evidence/exports.",
                        Map.of("reason", "export_not_found")));
    }

    /** Where the package of an export lies that is ready; here, too, if this node's folder is another's as well. */
    public ExportPlace zip(Caller caller, @Nullable String tenantId, UUID exportId) {
        Found found = find(caller, tenantId, exportId);
        Export export = found.export();
        if (export.state() != ExportState.READY) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "The package is not there to be downloaded; wait until the export's state is ready, or start another.",
                    Map.of("reason", "export_not_ready", "state", export.state().wireName()));
        }
        Optional<ExportPlace> shared =
                found.node().flatMap(node -> queue.shared(export).map(ExportPlace.Here::new));
        return shared.orElseGet(() -> place(found));
    }

    /**
     * Where an export is made, and ended.
     *
     * @throws KeywrightException INVALID_REQUEST if it is at another node that does not say where it is, or does not serve
     */
    public ExportPlace place(Caller caller, @Nullable String tenantId, UUID exportId) {
        return place(find(caller, tenantId, exportId));
    }

    private ExportPlace place(Found found) {
        return found.node()
                .map(this::there)
                .orElseGet(() -> new ExportPlace.Here(queue.zip(found.export().exportId())));
    }

    private ExportPlace there(String node) {
        try {
            Optional<URI> url = news.serving(node).flatMap(Node::url);
            return new ExportPlace.There(node, url.orElseThrow(() -> elsewhere(node)));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private static KeywrightException elsewhere(String node) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The export lies at the node " + node
                        + ", which does not serve now or does not say where it is: ask it by its own"
                        + " address, have its operator set keywright.node.url, or start another export.",
                Map.of("reason", ELSEWHERE, "node", node));
    }

    /** Ends an export of this node if it is under way, and removes all of it. A tenant's auditor removes only those of its own scope. */
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
