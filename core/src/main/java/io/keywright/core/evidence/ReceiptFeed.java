package io.keywright.core.evidence;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.evidence.ComplianceHistory;
import io.keywright.ledger.evidence.ReceiptChain;
import io.keywright.ledger.evidence.ReceiptChain.Link;
import io.keywright.ledger.merkle.Hashing;
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
    private final Hashing hashing = new Hashing();
    private final ReceiptChain earlier;
    private final StandingFindings standing;
    private long total;

    private ReceiptFeed(ReceiptStore store, Wanted wanted) {
        this.store = store;
        this.wanted = wanted;
        this.earlier = ReceiptChain.of(wanted.tenantId());
        this.standing = new StandingFindings(store);
    }

    /**
     * Whose receipts, and of which time.
     *
     * @param from inclusive
     * @param to exclusive
     */
    record Wanted(String tenantId, Instant from, Instant to) {

        boolean isOwn(Entry entry) {
            return CanonicalReceipt.isOf(entry.canonical(), tenantId);
        }

        boolean isOfItsTime(Entry entry) {
            Instant time = CanonicalReceipt.parse(entry.canonical()).timestamp();
            return !time.isBefore(from) && time.isBefore(to);
        }

        boolean isEarlier(Entry entry) {
            return CanonicalReceipt.parse(entry.canonical()).timestamp().isBefore(from);
        }
    }

    /** Of a page, from the tenant's first receipt that may be wanted to its last. */
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

    private void note(List<Entry> page) throws StoreException {
        List<Entry> own = page.stream().filter(wanted::isOwn).toList();
        for (Entry entry : own) {
            if (ComplianceHistory.concerns(entry.canonical()) && wanted.isEarlier(entry)) {
                standing.note(entry);
            }
        }
        List<Entry> begun = total > 0 ? own : own.subList(earlierOnes(own), own.size());
        if (!begun.isEmpty()) {
            pages.add(new Stretch(begun.getFirst().index(), begun.getLast().index()));
            total += begun.stream().filter(wanted::isOfItsTime).count();
        }
    }

    /** Takes into the chain what comes before all that is wanted, and answers how many these are. */
    private int earlierOnes(List<Entry> own) {
        int count = 0;
        while (count < own.size() && !wanted.isOfItsTime(own.get(count))) {
            earlier.add(hashing.leaf(own.get(count).canonical()));
            count++;
        }
        return count;
    }

    /** The chain of all receipts of the tenant that come before the first that is wanted. */
    Link before() {
        return earlier.last();
    }

    /** The indexes of the receipts before that time with which findings of compliance began that stood when it began. */
    List<Long> standingFindings() {
        return standing.receipts();
    }

    /** How many there are. */
    long total() {
        return total;
    }

    /** What takes one receipt after the other. */
    interface Sink {
        void take(Entry receipt) throws IOException, StoreException;

        /** Is shown a receipt of the tenant's that lies between those that are wanted, and is of another time. */
        void passOver(Entry receipt) throws IOException;
    }

    void forEach(Sink sink) throws IOException, StoreException {
        long taken = 0;
        for (Stretch page : pages) {
            for (Entry receipt : store.entries(page.first(), page.length())) {
                if (taken < total && wanted.isOwn(receipt)) {
                    taken += give(receipt, sink);
                }
            }
        }
        if (taken != total) {
            throw new StoreException("The ledger lost receipts while it was exported.");
        }
    }

    private int give(Entry own, Sink sink) throws IOException, StoreException {
        if (wanted.isOfItsTime(own)) {
            sink.take(own);
            return 1;
        }
        sink.passOver(own);
        return 0;
    }
}
