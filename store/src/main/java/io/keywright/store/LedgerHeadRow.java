package io.keywright.store;

import io.keywright.core.journal.LedgerHead;
import java.sql.SQLException;
import java.util.Optional;

/** The one row of the ledger's head. */
final class LedgerHeadRow {

    private static final String SELECT = "SELECT size, checkpoint FROM ledger_head WHERE id = 1";

    private LedgerHeadRow() {}

    static Optional<LedgerHead> find(Session session) throws SQLException {
        return session.find(SELECT, row -> new LedgerHead(row.getLong(1), row.getString(2)));
    }
}
