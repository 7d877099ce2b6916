package io.keywright.core.archive;

import io.keywright.ledger.merkle.EntryBundle;
import io.keywright.ledger.receipt.CanonicalReceipt;
import java.util.LongSummaryStatistics;
import java.util.UUID;

/**
 * A bundle that the store forgets, but for when its receipts' ids were made (RFC 9562, section 5.7), in milliseconds since 1970.
 *
 * @param index the bundle's number, from 0
 */
public record PrunedBundle(long index, long earliestMillis, long latestMillis) {

    private static final int BELOW_MILLIS = 16;

    /** When an id was made. */
    public static long millis(UUID receiptId) {
        return receiptId.getMostSignificantBits() >>> BELOW_MILLIS;
    }

    static PrunedBundle of(EntryBundle bundle) {
        LongSummaryStatistics times = bundle.leaves().stream()
                .mapToLong(leaf -> millis(CanonicalReceipt.parse(leaf).receiptId()))
                .summaryStatistics();
        return new PrunedBundle(bundle.index(), times.getMin(), times.getMax());
    }
}
