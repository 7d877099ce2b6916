package io.keywright.store;

import io.keywright.core.archive.LedgerPruning;
import io.keywright.core.archive.PrunedBundle;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.ledger.merkle.TileAddress;
import java.sql.SQLException;
import java.util.List;

/** Drops ledger rows. Its transactions take turns with the journal's, and are as short. */
final class SqlLedgerPruning implements LedgerPruning {

    private static final String REMEMBER =
            "INSERT INTO ledger_pruned_bundles (bundle, earliest, latest) VALUES (?, ?, ?)";
    private static final String MARK = """
        INSERT INTO ledger_pruned (id, receipts) VALUES (1, ?)
        ON CONFLICT (id) DO UPDATE SET receipts = excluded.receipts\
        """;
    private static final String DROP = "DELETE FROM ledger_entries WHERE idx < ?";
    private static final String PRUNED = "SELECT receipts FROM ledger_pruned WHERE id = 1";
    private static final String BUNDLES =
            "SELECT bundle FROM ledger_pruned_bundles WHERE latest >= ? AND earliest <= ? ORDER BY latest";

    private final Readers readers;
    private final Writer writer;

    SqlLedgerPruning(Readers readers, Writer writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public long pruned() throws StoreException {
        return readers.read(SqlLedgerPruning::pruned);
    }

    static long pruned(Session session) throws SQLException {
        return session.find(PRUNED, row -> row.getLong(1)).orElse(0L);
    }

    @Override
    public void prune(List<PrunedBundle> bundles) throws StoreException {
        writer.transaction(session -> {
            long end = pruned(session);
            for (PrunedBundle bundle : bundles) {
                if (bundle.index() * TileAddress.FULL_WIDTH != end) {
                    throw new IllegalArgumentException("the next bundle begins at receipt " + end);
                }
                session.update(REMEMBER, bundle.index(), bundle.earliestMillis(), bundle.latestMillis());
                end += TileAddress.FULL_WIDTH;
            }
            if (end % SPAN != 0) {
                throw new IllegalArgumentException("only whole spans can be pruned");
            }
            session.update(DROP, end);
            session.update(MARK, end);
        });
    }

    @Override
    public List<Long> bundlesOf(long millis) throws StoreException {
        return readers.read(session -> session.list(BUNDLES, row -> row.getLong(1), millis, millis));
    }

    @Override
    public List<Long> spans(String tenantId, ReceiptFilter filter, long before, int limit) throws StoreException {
        return readers.read(session -> ReceiptSearch.spans(session, tenantId, filter, before, limit));
    }
}
