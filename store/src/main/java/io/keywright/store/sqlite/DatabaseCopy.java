package io.keywright.store.sqlite;

import io.keywright.core.file.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/** Copies a database by SQLite's own means (sqlite.org/backup.html). */
final class DatabaseCopy {

    /** All in one step: a commit between two steps would begin it again. Writers do not wait for it, as they write to the log. */
    private static final int ALL_PAGES = -1;

    private static final int PAUSE_MILLIS = 100;
    private static final int TRIES = 50;

    private DatabaseCopy() {}

    /** Copies what {@code source} sees into a new file, for its owner alone; answers a connection to read it with. */
    static Connection make(Connection source, Path copy) throws SQLException, IOException {
        OwnerOnly.create(copy);
        DB database = source.unwrap(SQLiteConnection.class).getDatabase();
        int code = database.backup("main", copy.toString(), null, PAUSE_MILLIS, TRIES, ALL_PAGES);
        if (code != 0) {
            throw DB.newSQLException(code, "the copy is not complete");
        }
        return Connections.toImmutable(copy).spectator();
    }
}
