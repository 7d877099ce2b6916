package io.keywright.store;

import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a tenant's receipts: first the {@link Spans} that hold any, then the receipts in them. */
final class ReceiptSearch {

    /** How many spans are looked up at a time; most searches need one or two. */
    private static final int SPANS_AT_A_TIME = 16;

    private static final String OF_TENANT =
            "SELECT DISTINCT i.span FROM ledger_tenant_spans i WHERE i.tenant = ? AND i.span < ? AND i.span >= ?";
    private static final String OF_KEY =
            "SELECT DISTINCT i.span FROM ledger_key_spans i WHERE i.tenant = ? AND i.span < ? AND i.span >= ?";
    /** A span that is not full yet has no times, and is looked into. */
    private static final String TIMES = "NOT EXISTS (SELECT 1 FROM ledger_spans s WHERE s.span = i.span AND ";

    private static final String WITHIN =
            "SELECT idx, canonical FROM ledger_entries WHERE idx >= ? AND idx < ? AND tenant = ?";

    /** What to look for, in the database's terms. */
    private record Wanted(
            long tenant,
            byte @Nullable [] keyId,
            @Nullable Long operation,
            @Nullable Long fromMillis,
            @Nullable Long toMillis) {}

    private final Session session;
    private final Wanted wanted;

    private ReceiptSearch(Session session, Wanted wanted) {
        this.session = session;
        this.wanted = wanted;
    }

    /** As the port says, of what is not pruned; nothing is read for a tenant or operation that the ledger has never seen. */
    static List<Entry> newestFirst(Session session, String tenantId, ReceiptFilter filter, long before, int limit)
            throws SQLException {
        Optional<Wanted> wanted = wanted(session, tenantId, filter);
        return wanted.isEmpty() ? List.of() : new ReceiptSearch(session, wanted.get()).newestFirst(before, limit);
    }

    /** The spans below {@code before} that may hold what is wanted, newest first, pruned ones included. */
    static List<Long> spans(Session session, String tenantId, ReceiptFilter filter, long before, int limit)
            throws SQLException {
        Optional<Wanted> wanted = wanted(session, tenantId, filter);
        return wanted.isEmpty() ? List.of() : new ReceiptSearch(session, wanted.get()).spans(before, 0, limit);
    }

    private static Optional<Wanted> wanted(Session session, String tenantId, ReceiptFilter filter) throws SQLException {
        Optional<Long> tenant = Codes.find(session, Codes.Kind.TENANT, tenantId);
        Optional<Long> operation = filter.operation() == null
                ? Optional.empty()
                : Codes.find(session, Codes.Kind.OPERATION, filter.operation());
        if (tenant.isEmpty() || (filter.operation() != null && operation.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Wanted(
                tenant.get(),
                UuidBytes.ofNullable(filter.keyId()),
                operation.orElse(null),
                millisOrNull(filter.from()),
                millisOrNull(filter.to())));
    }

    private List<Entry> newestFirst(long before, int limit) throws SQLException {
        List<Entry> found = new ArrayList<>();
        long first = SqlLedgerPruning.pruned(session) / Spans.SIZE;
        List<Long> spans = spans(before / Spans.SIZE + 1, first, SPANS_AT_A_TIME);
        while (!spans.isEmpty()) {
            for (long span : spans) {
                if (found.size() == limit) {
                    return found;
                }
                found.addAll(within(span, before, limit - found.size()));
            }
            spans = spans(spans.getLast(), first, SPANS_AT_A_TIME);
        }
        return found;
    }

    private List<Long> spans(long before, long first, int limit) throws SQLException {
        Query query = new Query(wanted.keyId() == null ? OF_TENANT : OF_KEY)
                .with(wanted.tenant())
                .with(before)
                .with(first)
                .and("i.key_id = ?", wanted.keyId())
                .and("i.operation = ?", wanted.operation())
                .and(TIMES + "s.latest < ?)", wanted.fromMillis())
                .and(TIMES + "s.earliest >= ?)", wanted.toMillis())
                .then("ORDER BY i.span DESC LIMIT ?", limit);
        return session.list(query.sql(), row -> row.getLong(1), query.values());
    }

    private List<Entry> within(long span, long before, int limit) throws SQLException {
        Query query = new Query(WITHIN)
                .with(span * Spans.SIZE)
                .with(Math.min(before, (span + 1) * Spans.SIZE))
                .with(wanted.tenant())
                .and("key_id = ?", wanted.keyId())
                .and("operation = ?", wanted.operation())
                .and("ts >= ?", wanted.fromMillis())
                .and("ts < ?", wanted.toMillis())
                .then("ORDER BY idx DESC LIMIT ?", limit);
        return session.list(query.sql(), SqlReceiptStore::entry, query.values());
    }

    private static @Nullable Long millisOrNull(@Nullable Instant time) {
        return time == null ? null : millis(time);
    }

    /** The first whole millisecond that is not before {@code time}: receipts have whole ones only. */
    static long millis(Instant time) {
        long seconds = Math.clamp(time.getEpochSecond(), Long.MIN_VALUE / 2000, Long.MAX_VALUE / 2000);
        return seconds * 1000 + Math.ceilDiv(time.getNano(), 1_000_000);
    }
}
