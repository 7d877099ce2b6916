package io.keywright.store;

import io.keywright.core.follow.ChangeStore;
import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.StoreException;
import java.util.List;
import java.util.Optional;

/** What the ledger's operations changed, as rows. */
final class SqlChangeStore implements ChangeStore {

    private static final String CHANGES = """
            SELECT c.idx, e.canonical, c.canonical FROM ledger_changes c JOIN ledger_entries e ON e.idx = c.idx
            WHERE c.idx >= ? ORDER BY c.idx LIMIT ?""";

    private final Readers readers;

    SqlChangeStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<LedgerHead> head() throws StoreException {
        return readers.read(LedgerHeadRow::find);
    }

    @Override
    public List<Changed> changes(long index, int limit) throws StoreException {
        return readers.read(session -> session.list(
                CHANGES, row -> new Changed(row.getLong(1), row.getBytes(2), row.getBytes(3)), index, limit));
    }
}
