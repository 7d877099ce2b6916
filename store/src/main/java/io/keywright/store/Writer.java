package io.keywright.store;

import io.keywright.core.journal.StoreClosedException;
import io.keywright.core.journal.StoreException;
import io.keywright.core.journal.UnknownOutcomeException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes. Transactions run one at a time; after one that the database failed, the next starts on
 * a fresh connection. Safe from any thread.
 */
final class Writer implements AutoCloseable {

    /** What happens within a transaction. */
    @FunctionalInterface
    interface Work {
        void run(Session session) throws SQLException, StoreException;
    }

    private final Database database;
    private final Runnable connected;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Session session;
    private boolean closed;

    /** @param connected is told of each connection that is made */
    Writer(Database database, Runnable connected) {
        this.database = database;
        this.connected = connected;
    }

    /**
     * Commits what {@code work} does, or leaves everything as it was. Durable on return.
     *
     * @throws UnknownOutcomeException if the commit itself failed, and may be found done all the same
     */
    void transaction(Work work) throws StoreException {
        transactionThatAwaits(session -> {
            session.await(database);
            work.run(session);
        });
    }

    /** The same for work that itself waits for its turn before it does anything else. */
    void transactionThatAwaits(Work work) throws StoreException {
        lock.lock();
        boolean committed = false;
        try {
            Session open = session();
            open.begin();
            work.run(open);
            database.checkInPlace();
            commit(open);
            committed = true;
        } catch (SQLException e) {
            throw database.failure("write", e);
        } catch (Unreadable e) {
            throw database.failure("write", e.reason());
        } finally {
            if (!committed) {
                discard();
            }
            lock.unlock();
        }
    }

    /** The same of one statement: answers how many rows it has inserted, updated or deleted. */
    int update(String sql, @Nullable Object... parameters) throws StoreException {
        List<Integer> rows = new ArrayList<>(1);
        transaction(session -> rows.add(session.update(sql, parameters)));
        return rows.getFirst();
    }

    /** A commit that fails may be found done after a restart. */
    private void commit(Session open) throws SQLException, UnknownOutcomeException {
        try {
            open.commit();
        } catch (SQLException e) {
            if (database.leftNothing(e)) {
                throw e;
            }
            throw new UnknownOutcomeException(
                    String.valueOf(database.failure("commit to", e).getMessage()), e);
        }
    }

    private Session session() throws SQLException, StoreException {
        if (closed) {
            throw new StoreClosedException();
        }
        Session open = session;
        if (open == null) {
            open = new Session(database.connectWriter(), database.takesArrays());
            session = open;
            connected.run();
        }
        return open;
    }

    /** Rolls back, and keeps nothing of a connection whose state is in doubt. */
    private void discard() {
        Session doubtful = session;
        session = null;
        if (doubtful != null) {
            try (doubtful) {
                doubtful.rollback();
            } catch (SQLException e) {
                // What matters is being reported already; closing ends the transaction in any case.
            }
        }
    }

    /** Waits for a transaction under way. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            discard();
        } finally {
            lock.unlock();
        }
    }
}
