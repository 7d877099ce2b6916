package io.keywright.store.move;

import io.keywright.core.journal.StoreException;
import io.keywright.store.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.LongConsumer;
import org.sqlite.SQLiteException;

/** All tables, from one database into the other in one transaction, in which each row is read back and compared before it ends. */
record Transfer(Database source, Database target, LongConsumer progress) {

    /** A commit of so much may take longer than a server is usually silent. */
    private static final int FOR_EVER = 0;

    /**
     * What there is now on both sides.
     *
     * @param already whether it was there before
     */
    record Done(int tables, long rows, boolean already) {}

    /**
     * Copies what is there, or finds it copied.
     *
     * @throws StoreException if the target has other rows, or not those that were written; it is as it was then
     */
    Done run() throws StoreException {
        try (Connection from = source.connectReader();
                Connection to = target.connectWriter()) {
            to.setNetworkTimeout(Runnable::run, FOR_EVER);
            to.setAutoCommit(false);
            target.awaitTurn(to);
            try (Statement statement = to.createStatement()) {
                statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
            }
            Done done = transfer(new Catalog(from, to), new Copy(from, to, progress));
            to.commit();
            return done;
        } catch (SQLiteException e) {
            throw source.failure("read", e);
        } catch (SQLException e) {
            throw target.failure("move the store to", e);
        }
    }

    private Done transfer(Catalog catalog, Copy copy) throws SQLException, StoreException {
        List<Table> tables = catalog.tables();
        boolean empty = catalog.targetIsEmpty();
        if (empty) {
            for (Table table : tables) {
                copy.write(table);
            }
        }
        for (Table table : tables) {
            if (!copy.isSame(table)) {
                throw new StoreException(
                        empty
                                ? "PostgreSQL has not kept the rows of %s as they were written. Look for triggers, rules and extensions that change rows."
                                        .formatted(table.name())
                                : "The schema is not empty, and what it holds is not this store: %s differs. Name a new one by keywright.postgresql.schema."
                                        .formatted(table.name()));
            }
        }
        return done(tables, catalog.sqlite(), !empty);
    }

    private static Done done(List<Table> tables, Connection from, boolean already) throws SQLException {
        int filled = 0;
        long all = 0;
        for (Table table : tables) {
            long rows = rows(table, from);
            filled += rows > 0 ? 1 : 0;
            all += rows;
        }
        return new Done(filled, all, already);
    }

    private static long rows(Table table, Connection from) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table.name())) {
            row.next();
            return row.getLong(1);
        }
    }
}
