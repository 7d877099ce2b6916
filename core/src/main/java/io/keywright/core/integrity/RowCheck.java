package io.keywright.core.integrity;

import io.keywright.core.integrity.RowHistory.Contradiction;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerCheck.ChangeReader;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import java.util.List;

/**
 * Finds rows that were set back, put in or taken away while no service ran, or that nobody has read since: it compares the
 * store with what the ledger tells, whenever that is checked. What was set back is refused from then on. Runs on one thread;
 * what it found may be asked from any.
 */
public final class RowCheck implements ChangeReader {

    private static final int PAGE = 1024;

    private final RowKeyStore rows;
    private final ReceiptStore receipts;
    private final LatestChanges latest;
    private final RowWatch watch;
    private RowHistory history = new RowHistory();
    private boolean all;
    private volatile List<Contradiction> found = List.of();

    public RowCheck(RowKeyStore rows, ReceiptStore receipts, LatestChanges latest, RowWatch watch) {
        this.rows = rows;
        this.receipts = receipts;
        this.latest = latest;
        this.watch = watch;
    }

    @Override
    public void begin(long index) {
        history = new RowHistory();
        all = index == 0;
    }

    @Override
    public void changed(long index, byte[] change) {
        history.changed(index, change);
    }

    @Override
    public void end(long size) throws StoreException {
        List<Contradiction> wrong = history.contradictions(rows, all);
        if (!wrong.isEmpty()) {
            learnOfLater(size);
            wrong = wrong.stream()
                    .filter(contradiction -> history.index(contradiction.row()) < size)
                    .toList();
        }
        wrong.forEach(this::tell);
        found = wrong;
        history = new RowHistory();
    }

    private void learnOfLater(long size) throws StoreException {
        List<Entry> page = receipts.entries(size, PAGE);
        while (!page.isEmpty()) {
            for (Entry entry : page) {
                receipts.change(entry.index()).ifPresent(change -> history.changed(entry.index(), change));
            }
            page = receipts.entries(page.getLast().index() + 1, PAGE);
        }
    }

    private void tell(Contradiction contradiction) {
        long changed = history.index(contradiction.row());
        if (changed >= 0) {
            latest.changed(contradiction.row(), changed);
        }
        watch.contradicted(contradiction.row(), contradiction.why());
    }

    /** Passes if the last comparison found nothing. */
    public void requireWhole() {
        if (!found.isEmpty()) {
            throw new IllegalStateException(
                    "The ledger contradicts " + found.size() + " rows, such as " + found.getFirst());
        }
    }
}
