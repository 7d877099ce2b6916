package io.keywright.core.events;

import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Bell;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's newest lines, for all who are up to date. One thread reads them, once for all, as long as somebody waits
 * for more. Thread-safe.
 */
final class LedgerTail implements AutoCloseable {

    private static final int KEPT = 2048;
    private static final int PAGE = 256;

    /** The journal commits up to thousands of times a second; so long it is left alone between two looks. */
    private static final Duration GATHERING = Duration.ofMillis(5);

    /** Looks also where no bell rings: for what other nodes commit, and after a failure. */
    private static final Duration SLOW = Duration.ofMillis(250);

    private final LedgerLines ledger;
    private final Bell bell;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition grown = lock.newCondition();
    private final Window window = new Window(KEPT, 0);
    private final Supervised reader;
    private int waiting;
    private volatile @Nullable StoreException failure;
    private volatile boolean closed;

    LedgerTail(LedgerLines ledger, Bell bell, Supervisor supervisor) {
        this.ledger = ledger;
        this.bell = bell;
        this.reader = supervisor.start(Thread.ofVirtual().name("event-tail"), this::follow);
    }

    /**
     * Up to {@code limit} lines from {@code index} on; empty if that is too far back to be here.
     *
     * @throws StoreException if there are none, and why more cannot be read
     */
    Optional<List<LedgerLine>> from(long index, int limit) throws StoreException {
        lock.lock();
        try {
            return window.reaches(index) ? Optional.of(kept(index, limit)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private List<LedgerLine> kept(long index, int limit) throws StoreException {
        List<LedgerLine> lines = window.from(index, limit);
        StoreException fault = failure;
        if (lines.isEmpty() && fault != null) {
            throw fault;
        }
        return lines;
    }

    /** Returns when the ledger holds a line at {@code index}, or {@code patience} is over. */
    void await(long index, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            waiting++;
            wanted.signal();
            while (window.end() <= index && nanos > 0 && !closed) {
                nanos = grown.awaitNanos(nanos);
            }
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    private void follow() throws InterruptedException {
        awaitReaders();
        readOn();
        bell.await(SLOW);
        TimeUnit.NANOSECONDS.sleep(GATHERING.toNanos());
    }

    private void awaitReaders() throws InterruptedException {
        lock.lock();
        try {
            while (waiting == 0) {
                wanted.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What cannot be read now is read later; those who wait for it are told. */
    private void readOn() {
        try {
            long head = ledger.head();
            long next = head - window.end() > KEPT ? head - PAGE : window.end();
            while (next < head) {
                next = grow(ledger.from(next, PAGE));
            }
            failure = null;
        } catch (StoreException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new StoreException("The ledger's newest lines cannot be read.", e);
            throw e;
        }
    }

    /** Adds {@code lines} to the window; says which index comes next. */
    private long grow(List<LedgerLine> lines) throws StoreException {
        if (lines.isEmpty()) {
            throw new StoreException("The ledger's head tells of entries that the store does not have.");
        }
        lock.lock();
        try {
            long first = lines.getFirst().index();
            if (first != window.end()) {
                window.restart(first);
            }
            window.add(lines);
            grown.signalAll();
            return window.end();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits from now on. */
    @Override
    public void close() {
        closed = true;
        reader.stop();
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
