package io.keywright.cli.ledger;

import io.keywright.core.follow.ChangeStore.Changed;
import io.keywright.core.integrity.RowHistory;
import io.keywright.core.integrity.RowHistory.Contradiction;
import io.keywright.core.journal.StoreException;
import io.keywright.store.Store;
import io.keywright.verifier.ledger.check.Finding;
import io.keywright.verifier.ledger.check.Finding.Kind;
import java.util.List;

/** That the store's rows say what the ledger's changes have left of them. For any number of threads. */
final class RowsCheck {

    private static final int PAGE = 256;

    private final RowHistory history = new RowHistory();

    /** Learns of a change, whose digest the receipt at {@code index} has. In any order. */
    void changed(long index, byte[] change) {
        history.changed(index, change);
    }

    /** Compares the store's rows with all changes before {@code size}; not those that have changed since. */
    List<Finding> check(Store store, long size) throws StoreException {
        boolean all = store.pruning().pruned() == 0 && store.rowKeys().rowKey().isPresent();
        List<Contradiction> found = history.contradictions(store.rowKeys(), all);
        learnOfLater(store, size);
        return found.stream()
                .filter(contradiction -> history.index(contradiction.row()) < size)
                .map(RowsCheck::finding)
                .toList();
    }

    private void learnOfLater(Store store, long size) throws StoreException {
        List<Changed> page = store.changes().changes(size, PAGE);
        while (!page.isEmpty()) {
            page.forEach(later -> history.changed(later.index(), later.change()));
            page = store.changes().changes(page.getLast().index() + 1, PAGE);
        }
    }

    private static Finding finding(Contradiction found) {
        return new Finding(
                Kind.ROW_WRONG,
                "row " + found.row().kind().wireName() + " " + found.row().id(),
                found.why());
    }
}
