package io.keywright.core.usage;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells from the receipts of a key how it was used: what it says is a replay of them, archived ones included, and costs
 * nothing until somebody asks. Calls block.
 */
public final class KeyUses {

    /** How many receipts one reading looks through. */
    static final int MOST_RECEIPTS = 500_000;

    private static final int PAGE = 1000;

    /** So many of the latest receipts are enough to say who uses a key. */
    private static final int ENOUGH = 10_000;

    private final ReceiptStore receipts;

    public KeyUses(ReceiptStore receipts) {
        this.receipts = receipts;
    }

    /**
     * All uses in a time.
     *
     * @param from inclusive
     * @param to exclusive
     * @throws KeywrightException INVALID_REQUEST if there are too many receipts to look through at once
     */
    public UseTally in(KeyMetadata key, Instant from, Instant to) {
        UseTally tally = new UseTally();
        Reading reading = new Reading(key, new ReceiptFilter(key.keyId(), null, from, to), tally);
        while (reading.next()) {
            if (reading.seen > MOST_RECEIPTS) {
                throw tooMany();
            }
        }
        return tally;
    }

    /** The latest uses since {@code from}; empty only if there was none at all. */
    UseTally latest(KeyMetadata key, Instant from) {
        UseTally tally = new UseTally();
        Reading reading = new Reading(key, new ReceiptFilter(key.keyId(), null, from, null), tally);
        while ((tally.uses() == 0 || reading.seen < ENOUGH) && reading.next()) {
            // until enough is known
        }
        return tally;
    }

    /** A way through the receipts of a key, the newest first. */
    private final class Reading {

        private final KeyMetadata key;
        private final ReceiptFilter filter;
        private final UseTally tally;
        private Optional<Long> before = Optional.of(Long.MAX_VALUE);
        private long seen;

        Reading(KeyMetadata key, ReceiptFilter filter, UseTally tally) {
            this.key = key;
            this.filter = filter;
            this.tally = tally;
        }

        /** Counts a page; answers whether there may be another. */
        boolean next() {
            List<Entry> page = page(before.orElseThrow());
            for (Entry entry : page) {
                Receipt receipt = CanonicalReceipt.parse(entry.canonical());
                if (receipt.scope().equals(key.scope())) {
                    tally.add(receipt);
                }
            }
            seen += page.size();
            before = page.size() < PAGE
                    ? Optional.empty()
                    : Optional.of(page.getLast().index());
            return before.isPresent();
        }

        private List<Entry> page(long before) {
            try {
                return receipts.receipts(key.scope().tenantId(), filter, before, PAGE);
            } catch (StoreException e) {
                throw e.asRefusal();
            }
        }
    }

    private static KeywrightException tooMany() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The key has more receipts in that time than are looked through at once; ask for fewer days.",
                Map.of("reason", "too_many_receipts", "max_receipts", MOST_RECEIPTS));
    }
}
