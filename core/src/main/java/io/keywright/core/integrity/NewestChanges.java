package io.keywright.core.integrity;

import io.keywright.core.integrity.RowKeyStore.StoredChange;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.RowDetails.LeftRow;
import java.util.List;

/**
 * Learns from the ledger, before the first row is served, which receipts tell of rows' latest changes: a row that was set back
 * while no service ran is refused like one that is set back under a running one. Takes the ledger's word for it, which the check
 * of the ledger proves later.
 */
final class NewestChanges {

    /** It bounds what a start takes, however old the ledger is. */
    private static final int MOST = 20_000;

    private static final int PAGE = 1024;

    private NewestChanges() {}

    static void learn(RowKeyStore store, LatestChanges latest) throws StoreException {
        List<StoredChange> page = store.changes(Long.MAX_VALUE, PAGE);
        int read = page.size();
        while (!page.isEmpty()) {
            page.forEach(change -> learn(change, latest));
            page = store.changes(page.getLast().index(), Math.min(PAGE, MOST - read));
            read += page.size();
        }
    }

    private static void learn(StoredChange change, LatestChanges latest) {
        for (LeftRow row : RowHistory.rows(change.canonical())) {
            latest.changed(row.name(), change.index());
        }
    }
}
