package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptIndex;
import java.util.List;

/** The rows of receipts, but for the receipts. */
final class SqlReceiptIndex implements ReceiptIndex {

    private static final String ROWS = """
            SELECT e.idx, e.receipt_id, t.tenant_id FROM ledger_entries e LEFT JOIN tenants t ON t.id = e.tenant
            WHERE e.idx >= ? ORDER BY e.idx LIMIT ?""";

    private final Readers readers;

    SqlReceiptIndex(Readers readers) {
        this.readers = readers;
    }

    @Override
    public List<Row> rows(long from, int limit) throws StoreException {
        return readers.read(session -> session.list(
                ROWS, row -> new Row(row.getLong(1), UuidBytes.read(row.getBytes(2)), row.getString(3)), from, limit));
    }
}
