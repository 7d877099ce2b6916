package io.keywright.core.archive;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.ledger.merkle.EntryBundle;
import io.keywright.ledger.merkle.TileAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Drops sealed receipts from the store, oldest first. Each bundle is read from the archive once more and compared with the
 * store's receipts, byte for byte, right before these go. May be stopped at any moment.
 */
public final class Pruner {

    /** The fewest receipts that must stay: what is written next is compared with the last ones. */
    public static final long FEWEST_KEPT = 2 * LedgerPruning.SPAN;

    private final ReceiptStore store;
    private final LedgerPruning pruning;
    private final SegmentArchive archive;
    private final long kept;
    private final Pace pace;

    /**
     * @param store without the archive
     * @param kept how many of the newest receipts stay in the store, at least {@link #FEWEST_KEPT}
     */
    public Pruner(ReceiptStore store, LedgerPruning pruning, SegmentArchive archive, long kept, Pace pace) {
        if (kept < FEWEST_KEPT) {
            throw new IllegalArgumentException("at least " + FEWEST_KEPT + " receipts must stay");
        }
        this.store = store;
        this.pruning = pruning;
        this.archive = archive;
        this.kept = kept;
        this.pace = pace;
    }

    /**
     * Drops what may be dropped.
     *
     * @param sealed how many receipts the archive has for good
     * @return how many are in the archive only
     */
    public long prune(long sealed) throws StoreException {
        long size = store.ledger(view -> view.head().size());
        long end = Math.min(sealed, size - kept);
        long pruned = pruning.pruned();
        while (pruned + LedgerPruning.SPAN <= end) {
            long began = System.nanoTime();
            pruning.prune(verified(pruned));
            pruned += LedgerPruning.SPAN;
            pace.rest(began);
        }
        return pruned;
    }

    private List<PrunedBundle> verified(long first) throws StoreException {
        List<PrunedBundle> bundles = new ArrayList<>();
        for (long at = first; at < first + LedgerPruning.SPAN; at += TileAddress.FULL_WIDTH) {
            EntryBundle bundle = SegmentWriter.bundle(store, at);
            byte[] archived = archive.read(bundle.path()).orElse(new byte[0]);
            if (!Arrays.equals(archived, bundle.bytes())) {
                throw ArchiveException.conflict("The archive " + archive.place() + " has not the " + bundle.path()
                        + " that the store has. Nothing was pruned; see docs/runbooks/archive.md.");
            }
            bundles.add(PrunedBundle.of(bundle));
        }
        return bundles;
    }
}
