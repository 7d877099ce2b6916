package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.usage.ToldUses;
import io.keywright.model.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Which other keys receipts tell of, as rows. */
final class SqlToldUses implements ToldUses {

    private static final String TOLD = """
            SELECT idx FROM ledger_told_uses WHERE tenant = (SELECT id FROM tenants WHERE tenant_id = ?) AND key_id = ?
            AND idx < ? AND ts >= ? AND ts < ? ORDER BY idx DESC LIMIT ?""";

    private final Readers readers;

    SqlToldUses(Readers readers) {
        this.readers = readers;
    }

    @Override
    public List<Long> told(Scope scope, UUID keyId, Instant from, Instant to, long before, int limit)
            throws StoreException {
        return readers.read(session -> session.list(
                TOLD,
                row -> row.getLong(1),
                scope.tenantId(),
                UuidBytes.of(keyId),
                before,
                ReceiptSearch.millis(from),
                ReceiptSearch.millis(to),
                limit));
    }
}
