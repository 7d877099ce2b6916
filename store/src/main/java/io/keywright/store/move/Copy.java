package io.keywright.store.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** Writes tables into another database and reads them back, row by row. Holds a batch of rows in memory, not a table. */
final class Copy {

    private static final int BATCH = 500;

    private final Connection from;
    private final Connection to;
    private final LongConsumer progress;
    private long done;

    /** @param progress is told how many rows were written or compared, again and again */
    Copy(Connection from, Connection to, LongConsumer progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    /** Writes all rows of a table, which has none yet. Further rows are numbered from the last one on. */
    void write(Table table) throws SQLException {
        try (Statement select = from.createStatement();
                ResultSet rows = select.executeQuery(table.select());
                PreparedStatement insert = to.prepareStatement(table.insert())) {
            int waiting = 0;
            while (rows.next()) {
                table.bind(insert, table.read(rows));
                insert.addBatch();
                waiting++;
                if (waiting == BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
                tell();
            }
            insert.executeBatch();
        }
        if (table.numbered().isPresent()) {
            numberOn(table.name(), table.numbered().get());
        }
    }

    /** Not setval, which no transaction takes back. */
    private void numberOn(String table, String column) throws SQLException {
        try (Statement statement = to.createStatement()) {
            long last;
            try (ResultSet row = statement.executeQuery("SELECT coalesce(max(" + column + "), 0) FROM " + table)) {
                row.next();
                last = row.getLong(1);
            }
            statement.execute("ALTER TABLE " + table + " ALTER COLUMN " + column + " RESTART WITH " + (last + 1));
        }
    }

    /** Whether a table has the same rows in both. */
    boolean isSame(Table table) throws SQLException {
        try (Statement one = from.createStatement();
                Statement other = to.createStatement()) {
            other.setFetchSize(BATCH);
            try (ResultSet expected = one.executeQuery(table.select());
                    ResultSet found = other.executeQuery(table.select())) {
                while (expected.next()) {
                    if (!found.next() || !Arrays.deepEquals(table.read(expected), table.read(found))) {
                        return false;
                    }
                    tell();
                }
                return !found.next();
            }
        }
    }

    private void tell() {
        done++;
        progress.accept(done);
    }
}
