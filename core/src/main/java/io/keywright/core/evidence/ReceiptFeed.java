package io.keywright.core.evidence;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.receipt.CanonicalReceipt;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A tenant's receipts of a time, oldest first, in bounded memory. They are found by what the receipts themselves say, in a
 * run through all of the ledger that is held against its signed head: an index that was altered, or a receipt that is
 * missing, cannot make the feed incomplete.
 */
final class ReceiptFeed {

    private final ReceiptStore store;
    private final Wanted wanted;
    private final List<Stretch> pages = new ArrayList<>();
    private long total;

    private ReceiptFeed(ReceiptStore store, Wanted wanted) {
        this.store = store;
        this.wanted = wanted;
    }

    /**
     * Whose receipts, and of which time.
     *
     * @param from inclusive
     * @param to exclusive
     */
    record Wanted(String tenantId, Instant from, Instant to) {

        boolean matches(Entry entry) {
            if (!CanonicalReceipt.isOf(entry.canonical(), tenantId)) {
                return false;
            }
            Instant time = CanonicalReceipt.parse(entry.canonical()).timestamp();
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    /** Of a page, from the first receipt that is wanted to the last. */
    private record Stretch(long first, long last) {

        int length() {
            return Math.toIntExact(last - first + 1);
        }
    }

    /** Is asked again and again whether to go on, and says no by an {@link Interruption}. */
    @FunctionalInterface
    interface Patience {
        void check() throws IOException;
    }

    /**
     * Those that the ledger has now.
     *
     * @throws io.keywright.core.ledger.DamagedLedgerException if the ledger is not whole
     */
    static ReceiptFeed of(LedgerAudit audit, Wanted wanted, Patience patience) throws StoreException, IOException {
        ReceiptFeed feed = new ReceiptFeed(audit.store(), wanted);
        audit.run(0, page -> {
            patience.check();
            feed.note(page);
        });
        return feed;
    }

    private void note(List<Entry> page) {
        List<Entry> found = page.stream().filter(wanted::matches).toList();
        if (!found.isEmpty()) {
            pages.add(new Stretch(found.getFirst().index(), found.getLast().index()));
            total += found.size();
        }
    }

    /** How many there are. */
    long total() {
        return total;
    }

    /** What takes one receipt after the other. */
    @FunctionalInterface
    interface Sink {
        void take(Entry receipt) throws IOException, StoreException;
    }

    void forEach(Sink sink) throws IOException, StoreException {
        long taken = 0;
        for (Stretch page : pages) {
            for (Entry receipt : store.entries(page.first(), page.length())) {
                if (wanted.matches(receipt)) {
                    sink.take(receipt);
                    taken++;
                }
            }
        }
        if (taken != total) {
            throw new StoreException("The ledger lost receipts while it was exported.");
        }
    }
}
