package io.keywright.store;

import io.keywright.core.backup.RestorationStore;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Restoration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A restoration as the one row of its table. */
final class SqlRestorationStore implements RestorationStore {

    private static final String SELECT = "SELECT backup_id, receipts, lost, restored_at FROM untold_restoration";
    private static final String REPLACE = """
            INSERT INTO untold_restoration (id, backup_id, receipts, lost, restored_at) VALUES (1, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET backup_id = excluded.backup_id, receipts = excluded.receipts,
                lost = excluded.lost, restored_at = excluded.restored_at""";
    private static final String TELL = "DELETE FROM untold_restoration WHERE backup_id = ?";

    /** What stands for the id where there was no backup. */
    private static final String NO_BACKUP = "";

    private final Readers readers;
    private final Writer writer;

    SqlRestorationStore(Readers readers, Writer writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public void note(Restoration restoration) throws StoreException {
        Long lost = restoration.lost().isPresent() ? restoration.lost().getAsLong() : null;
        writer.transaction(session -> session.update(
                REPLACE,
                id(restoration),
                restoration.receipts(),
                lost,
                restoration.at().toEpochMilli()));
    }

    @Override
    public Optional<Restoration> untold() throws StoreException {
        return readers.read(session -> session.find(SELECT, SqlRestorationStore::read));
    }

    private static Restoration read(ResultSet row) throws SQLException {
        long lost = row.getLong(3);
        OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(lost);
        Optional<UUID> backupId = Optional.of(row.getString(1))
                .filter(id -> !id.equals(NO_BACKUP))
                .map(UUID::fromString);
        return new Restoration(backupId, row.getLong(2), known, Instant.ofEpochMilli(row.getLong(4)));
    }

    private static String id(Restoration restoration) {
        return restoration.backupId().map(UUID::toString).orElse(NO_BACKUP);
    }

    /** Whether the ledger did not tell of it yet. */
    static boolean tell(Session session, Restoration restoration) throws SQLException {
        return session.update(TELL, id(restoration)) == 1;
    }
}
