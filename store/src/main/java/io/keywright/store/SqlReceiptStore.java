package io.keywright.store;

import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The ledger as rows. */
final class SqlReceiptStore implements ReceiptStore {

    private static final String BY_ID = """
            SELECT idx, canonical FROM ledger_entries
            WHERE receipt_id = ? AND tenant = (SELECT id FROM tenants WHERE tenant_id = ?)""";
    private static final String ENTRIES =
            "SELECT idx, canonical FROM ledger_entries WHERE idx >= ? ORDER BY idx LIMIT ?";

    private static final String CHANGE = "SELECT canonical FROM ledger_changes WHERE idx = ?";

    private final Readers readers;

    SqlReceiptStore(Readers readers) {
        this.readers = readers;
    }

    static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getLong(1), row.getBytes(2));
    }

    @Override
    public Optional<Entry> receipt(String tenantId, UUID receiptId) throws StoreException {
        return readers.read(session -> session.find(BY_ID, SqlReceiptStore::entry, UuidBytes.of(receiptId), tenantId));
    }

    @Override
    public List<Entry> receipts(String tenantId, ReceiptFilter filter, long before, int limit) throws StoreException {
        return readers.read(session -> ReceiptSearch.newestFirst(session, tenantId, filter, before, limit));
    }

    @Override
    public List<Entry> entries(long from, int limit) throws StoreException {
        return readers.read(session -> session.list(ENTRIES, SqlReceiptStore::entry, from, limit));
    }

    @Override
    public Optional<byte[]> change(long index) throws StoreException {
        return readers.read(session -> session.find(CHANGE, row -> row.getBytes(1), index));
    }

    /** Needs no transaction: what a head covers never changes, so the head alone decides what the view shows. */
    @Override
    public <T> T ledger(Function<LedgerView, T> read) throws StoreException {
        return readers.read(session -> {
            LedgerHead head = LedgerHeadRow.find(session)
                    .orElseThrow(
                            () -> new StoreException("The ledger has no head yet; the journal writes it at start."));
            return read.apply(new LedgerView(head, new SqlTiles(session)));
        });
    }
}
