package io.keywright.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteOpenMode;

/** Opens connections to one file, which must be there. {@code docs/adr/0004-migrations.md} says what was measured. */
final class Connections {

    private static final int BUSY_MILLIS = 5_000;
    /** 16 MiB of log, after which it begins anew; {@link Checkpoints} says why that takes no commit long. */
    private static final int CHECKPOINT_PAGES = 4_000;
    /** What the log may keep on disk after a burst. */
    private static final int LOG_BYTES = 64 << 20;

    private static final int WRITER_CACHE_KIB = 16 << 10;
    private static final int READER_CACHE_KIB = 4 << 10;

    private final String url;

    Connections(Path file) {
        this("jdbc:sqlite:" + file);
    }

    private Connections(String url) {
        this.url = url;
    }

    /** Connections to a file that nobody can change, such as one on a read-only disk. */
    static Connections toImmutable(Path file) {
        return new Connections("jdbc:sqlite:" + file.toUri() + "?immutable=1");
    }

    /** Changes nothing in the file, whatever it is. */
    Connection inspector() throws SQLException {
        return config(READER_CACHE_KIB).createConnection(url);
    }

    /** Can write nothing at all, so that it needs no right to. */
    Connection spectator() throws SQLException {
        SQLiteConfig config = config(READER_CACHE_KIB);
        config.setReadOnly(true);
        return config.createConnection(url);
    }

    Connection reader() throws SQLException {
        Connection connection = config(READER_CACHE_KIB).createConnection(url);
        return set(connection, "PRAGMA query_only = ON");
    }

    Connection writer() throws SQLException {
        SQLiteConfig config = config(WRITER_CACHE_KIB);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enableFullSync(true);
        config.setPragma(Pragma.SECURE_DELETE, "true");
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setWalAutocheckpoint(CHECKPOINT_PAGES);
        config.setJournalSizeLimit(LOG_BYTES);
        Connection connection = config.createConnection(url);
        requireLog(connection);
        return connection;
    }

    private static SQLiteConfig config(int cacheKib) {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-cacheKib);
        config.setGetGeneratedKeys(false);
        return config;
    }

    /** SQLite falls back silently where the file system cannot share memory. */
    private static void requireLog(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
            if (!mode.getString(1).equals("wal")) {
                connection.close();
                throw new SQLException("the file system does not allow a write-ahead log; use a local disk");
            }
        }
    }

    private static Connection set(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(pragma);
            return connection;
        }
    }
}
