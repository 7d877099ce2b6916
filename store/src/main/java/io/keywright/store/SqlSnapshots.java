package io.keywright.store;

import io.keywright.core.backup.StoreSnapshots;
import io.keywright.core.journal.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Copies of the database, by the database itself. */
record SqlSnapshots(Database database) implements StoreSnapshots {

    @Override
    public Snapshot copyTo(Path file) throws StoreException {
        try (Connection copy = database.copyTo(file);
                Session session = new Session(copy)) {
            return new Snapshot(
                    LedgerHeadRow.find(session)
                            .orElseThrow(() ->
                                    new StoreException("The ledger has no head yet; the journal writes it at start.")),
                    database.schema());
        } catch (SQLException e) {
            throw database.failure("copy", e);
        }
    }
}
