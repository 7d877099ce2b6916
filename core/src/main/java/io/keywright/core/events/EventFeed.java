package io.keywright.core.events;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.work.Bell;
import io.keywright.core.work.Supervisor;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's lines in order, from any place on. Those who are up to date share what one thread reads; who is behind reads
 * from the store at its own pace. Nobody here holds back the journal, or each other. Calls may block. Thread-safe.
 */
public final class EventFeed implements AutoCloseable {

    private final LedgerLines ledger;
    private final LedgerTail tail;

    /** @param bell rings after each commit of the journal */
    public EventFeed(ReceiptStore store, Bell bell, Supervisor supervisor) {
        this.ledger = new LedgerLines(store);
        this.tail = new LedgerTail(ledger, bell, supervisor);
    }

    /**
     * Where to begin: at {@code wanted}, or at what comes from now on if that is null.
     *
     * @throws KeywrightException INVALID_REQUEST if the ledger does not reach so far, or no longer holds it
     */
    public long place(@Nullable Long wanted) {
        try {
            long head = ledger.head();
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

    /**
     * Up to {@code limit} lines from {@code index} on; none if the ledger has not grown so far.
     *
     * @throws NoSuchPlace if the ledger no longer holds what stood there
     */
    List<LedgerLine> from(long index, int limit) throws StoreException, NoSuchPlace {
        Optional<List<LedgerLine>> newest = tail.from(index, limit);
        if (newest.isPresent()) {
            return newest.get();
        }
        List<LedgerLine> lines = ledger.from(index, limit);
        if (!lines.isEmpty() && lines.getFirst().index() != index) {
            throw new NoSuchPlace("the ledger begins at " + lines.getFirst().index());
        }
        return lines;
    }

    /** Returns when the ledger holds a line at {@code index}, or {@code patience} is over. */
    void await(long index, Duration patience) throws InterruptedException {
        tail.await(index, patience);
    }

    /** Nobody waits from now on. */
    @Override
    public void close() {
        tail.close();
    }
}
