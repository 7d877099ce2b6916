package io.keywright.core.usage;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.core.ledger.TallyDetails;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.ledger.receipt.ChangeDigest;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import io.keywright.model.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells from the ledger how a key was used: what it says is a replay of the receipts, archived ones included, and of what
 * they vouch for, and costs nothing until somebody asks. Calls block.
 */
public final class KeyUses {

    /** How many receipts one reading looks through. */
    static final int MOST_RECEIPTS = 500_000;

    private static final int PAGE = 1000;

    /** So many of the latest receipts are enough to say who uses a key. */
    private static final int ENOUGH = 10_000;

    private final ReceiptStore receipts;
    private final ToldUses told;

    public KeyUses(ReceiptStore receipts, ToldUses told) {
        this.receipts = receipts;
        this.told = told;
    }

    /**
     * All uses in a time.
     *
     * @param from inclusive
     * @param to exclusive
     * @throws KeywrightException INVALID_REQUEST if there are too many receipts to look through at once,
     *     DEPENDENCY_UNAVAILABLE if they cannot be read, or are not as they were written
     */
    public UseTally in(KeyMetadata key, Instant from, Instant to) {
        UseTally tally = new UseTally(key.keyId());
        long seen = 0;
        for (Reading reading : readings(key, from, to, tally)) {
            while (reading.next()) {
                if (seen + reading.seen > MOST_RECEIPTS) {
                    throw tooMany();
                }
            }
            seen += reading.seen;
        }
        return tally;
    }

    /** The latest uses since {@code from}; empty only if there was none at all. */
    UseTally latest(KeyMetadata key, Instant from) {
        UseTally tally = new UseTally(key.keyId());
        for (Reading reading : readings(key, from, Instant.MAX, tally)) {
            while ((tally.uses() == 0 || reading.seen < ENOUGH) && reading.next()) {
                // until enough is known
            }
        }
        return tally;
    }

    private List<Reading> readings(KeyMetadata key, Instant from, Instant to, UseTally tally) {
        ReceiptFilter own = new ReceiptFilter(key.keyId(), null, from, to);
        return List.of(
                new Reading(
                        key,
                        tally,
                        (before, limit) -> receipts.receipts(key.scope().tenantId(), own, before, limit)),
                new Reading(key, tally, (before, limit) -> toldElsewhere(key, from, to, before, limit)));
    }

    private List<Entry> toldElsewhere(KeyMetadata key, Instant from, Instant to, long before, int limit)
            throws StoreException {
        List<Entry> entries = new ArrayList<>();
        for (long index : told.told(key.scope(), key.keyId(), from, to, before, limit)) {
            entries.addAll(receipts.entries(index, 1));
        }
        return entries;
    }

    /** Receipts at smaller indexes than {@code before}, the newest first. */
    @FunctionalInterface
    private interface Source {
        List<Entry> page(long before, int limit) throws StoreException;
    }

    /** A way through receipts that may tell of a key's use. */
    private final class Reading {

        private final KeyMetadata key;
        private final UseTally tally;
        private final Source source;
        private Optional<Long> before = Optional.of(Long.MAX_VALUE);
        private long seen;

        Reading(KeyMetadata key, UseTally tally, Source source) {
            this.key = key;
            this.tally = tally;
            this.source = source;
        }

        /** Counts a page; answers whether there may be another. */
        boolean next() {
            try {
                List<Entry> page = source.page(before.orElseThrow(), PAGE);
                for (Entry entry : page) {
                    count(entry);
                }
                seen += page.size();
                before = page.size() < PAGE
                        ? Optional.empty()
                        : Optional.of(page.getLast().index());
                return before.isPresent();
            } catch (StoreException e) {
                throw e.asRefusal();
            }
        }

        private void count(Entry entry) throws StoreException {
            Receipt receipt = CanonicalReceipt.parse(entry.canonical());
            if (receipt.scope().equals(key.scope())) {
                tally.add(entry.index(), receipt, uses(entry, receipt));
            }
        }
    }

    /** What the receipt's change tells, if it vouches for one. What is no longer kept tells nothing. */
    private Optional<List<Tally.Use>> uses(Entry entry, Receipt receipt) throws StoreException {
        if (receipt.context().changeDigest() == null) {
            return Optional.empty();
        }
        Optional<byte[]> change = receipts.change(entry.index());
        if (change.isPresent() && !ChangeDigest.matches(receipt, change.get())) {
            throw altered(entry);
        }
        return change.flatMap(TallyDetails::uses);
    }

    private static KeywrightException altered(Entry entry) {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "What a receipt of the key vouches for was altered; ask the operator to restore the store.",
                Map.of("dependency", "ledger", "reason", "receipt_integrity", "index", entry.index()));
    }

    private static KeywrightException tooMany() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The key has more receipts in that time than are looked through at once; ask for fewer days.",
                Map.of("reason", "too_many_receipts", "max_receipts", MOST_RECEIPTS));
    }
}
