package io.keywright.core.events;

import io.keywright.core.evidence.ReceiptStore;
import io.keywright.core.evidence.ReceiptStore.Entry;
import io.keywright.core.journal.StoreException;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's lines in order, from any place on. One thread reads what is new, once for all, as long as somebody waits
 * for it; who is behind reads from the store at its own pace. Nobody here holds back the journal, or each other. Calls
 * may block. Thread-safe.
 */
public final class EventFeed implements AutoCloseable {

    private static final int KEPT = 2048;
    private static final int PAGE = 256;

    /** The journal commits up to thousands of times a second; so long it is left alone between two looks. */
    private static final Duration GATHERING = Duration.ofMillis(5);

    /** Looks also where no bell rings: for what other nodes commit, and after a failure. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final ReceiptStore store;
    private final Bell bell;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition grown = lock.newCondition();
    private final Window window = new Window(KEPT, 0);
    private final Thread tail;
    private int waiting;
    private volatile @Nullable StoreException failure;
    private volatile boolean closed;

    /** @param bell rings after each commit of the journal */
    public EventFeed(ReceiptStore store, Bell bell) {
        this.store = store;
        this.bell = bell;
        this.tail = Thread.ofVirtual().name("event-tail").start(this::follow);
    }

    /**
     * Where to begin: at {@code wanted}, or at what comes from now on if that is null.
     *
     * @throws KeywrightException INVALID_REQUEST if the ledger does not reach so far, or no longer holds it
     */
    public long place(@Nullable Long wanted) {
        try {
            long head = head();
            if (wanted == null) {
                return head;
            }
            if (wanted > head) {
                throw noSuchPlace("The ledger does not reach so far; leave the index out to begin now.", head);
            }
            from(wanted, 1);
            return wanted;
        } catch (NoSuchPlace e) {
            throw noSuchPlace("The ledger no longer holds that receipt; begin at a later one.", wanted);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private static KeywrightException noSuchPlace(String advice, long index) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST, advice, Map.of("reason", "no_such_index", "index", index));
    }

    /** The index that the next receipt will have. */
    long head() throws StoreException {
        return store.ledger(view -> view.head().size());
    }

    /**
     * Up to {@code limit} lines from {@code index} on; none if the ledger has not grown so far.
     *
     * @throws NoSuchPlace if the ledger no longer holds what stood there
     */
    List<LedgerLine> from(long index, int limit) throws StoreException, NoSuchPlace {
        lock.lock();
        try {
            if (window.reaches(index)) {
                return kept(index, limit);
            }
        } finally {
            lock.unlock();
        }
        List<LedgerLine> lines = read(index, limit);
        if (!lines.isEmpty() && lines.getFirst().index() != index) {
            throw new NoSuchPlace("the ledger begins at " + lines.getFirst().index());
        }
        return lines;
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

    private void follow() {
        try {
            while (!closed) {
                awaitReaders();
                readOn();
                bell.await(SLOW);
                TimeUnit.NANOSECONDS.sleep(GATHERING.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
            long head = head();
            long next = head - window.end() > KEPT ? head - PAGE : window.end();
            while (next < head) {
                next = grow(read(next, PAGE));
            }
            failure = null;
        } catch (StoreException e) {
            failure = e;
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

    private List<LedgerLine> read(long index, int limit) throws StoreException {
        List<LedgerLine> lines = new ArrayList<>();
        for (Entry entry : store.entries(index, limit)) {
            lines.add(read(entry));
        }
        return lines;
    }

    private LedgerLine read(Entry entry) throws StoreException {
        try {
            Receipt receipt = LedgerLine.receipt(entry);
            boolean changed = receipt.context().changeDigest() != null;
            return LedgerLine.of(entry, receipt, changed ? store.change(entry.index()) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The ledger's entry " + entry.index() + " is not what was written: the store is damaged or was"
                            + " altered. Restore it from a backup, see docs/runbooks/store.md.",
                    e);
        }
    }

    /** Nobody waits from now on. */
    @Override
    public void close() {
        closed = true;
        tail.interrupt();
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
