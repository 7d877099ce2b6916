package io.keywright.store;

import io.keywright.core.journal.StoreClosedException;
import io.keywright.core.journal.StoreException;
import io.keywright.ledger.merkle.CorruptLogException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A few connections that read. Who finds none free waits, but not for ever. Safe from any thread, virtual ones
 * included.
 */
final class Readers implements AutoCloseable {

    /** What is read. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Session session) throws SQLException, StoreException;
    }

    private final Database database;
    private final int size;
    private final Duration patience;
    private final TagRows tags;
    private final Semaphore free;
    private final ConcurrentLinkedQueue<Reader> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger era = new AtomicInteger();
    private volatile boolean closed;

    /** @param era in which it was connected */
    private record Reader(Session session, int era) {}

    /**
     * @param size how many connections at the most
     * @param patience how long to wait for a free one
     * @param tags of the rows that are read
     */
    Readers(Database database, int size, Duration patience, TagRows tags) {
        this.database = database;
        this.size = size;
        this.patience = patience;
        this.tags = tags;
        this.free = new Semaphore(size, true);
    }

    /** For one statement. */
    <T> T read(Reading<T> reading) throws StoreException {
        await();
        try {
            return tags.read(() -> onSession(reading));
        } finally {
            free.release();
        }
    }

    /** For several statements, which all see the store as it is at the first. */
    <T> T snapshot(Reading<T> reading) throws StoreException {
        return read(session -> {
            session.begin();
            T read = reading.read(session);
            session.commit();
            return read;
        });
    }

    private void await() throws StoreException {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreException("All " + size + " read connections were busy for " + patience.toMillis()
                        + " ms. Send less, or look for a slow disk.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while waiting for a read connection.", e);
        }
    }

    /**
     * Whoever reads from now on reads where the writer writes: connections from before may lead to a server that another has
     * replaced.
     */
    void renew() {
        era.incrementAndGet();
        discardIdle();
    }

    private <T> T onSession(Reading<T> reading) throws StoreException {
        Reader reader = null;
        boolean sound = false;
        try {
            reader = reader();
            T read = reading.read(reader.session());
            sound = true;
            return read;
        } catch (SQLException e) {
            discardIdle();
            throw database.failure("read", e);
        } catch (Unreadable e) {
            discardIdle();
            throw database.failure("read", e.reason());
        } catch (CorruptLogException e) {
            throw new StoreException("The ledger contradicts itself. Restore the store from a backup.", e);
        } finally {
            giveBack(reader, sound);
        }
    }

    private Reader reader() throws SQLException, StoreException {
        if (closed) {
            throw new StoreClosedException();
        }
        int now = era.get();
        for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
            if (reader.era() == now) {
                return reader;
            }
            discard(reader.session());
        }
        return new Reader(new Session(database.connectReader()), now);
    }

    private void giveBack(@Nullable Reader reader, boolean sound) {
        if (reader == null) {
            return;
        }
        if (sound && !closed) {
            idle.add(reader);
        } else {
            discard(reader.session());
        }
    }

    /** What ended one connection may have ended all. */
    private void discardIdle() {
        for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
            discard(reader.session());
        }
    }

    private static void discard(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            // Nothing was written on it that closing could lose.
        }
    }

    /** Waits for readings under way. */
    @Override
    public void close() {
        closed = true;
        free.acquireUninterruptibly(size);
        discardIdle();
        free.release(size);
    }
}
