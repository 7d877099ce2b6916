package io.keywright.core.archive;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.receipt.CanonicalReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * All receipts of the ledger: the newer ones from the store, those that were pruned from the archive, to the byte as if they
 * were still in the store. While the archive is away, only what needs it fails. Safe from any thread.
 */
public final class ArchivedReceipts implements ReceiptStore {

    private static final int SPANS_AT_A_TIME = 4;

    private final ReceiptStore store;
    private final LedgerPruning pruning;
    private final SealedBundles bundles;

    public ArchivedReceipts(ReceiptStore store, LedgerPruning pruning, SegmentArchive archive) {
        this.store = store;
        this.pruning = pruning;
        this.bundles = new SealedBundles(archive, store);
    }

    @Override
    public Optional<Entry> receipt(String tenantId, UUID receiptId) throws StoreException {
        Optional<Entry> stored = store.receipt(tenantId, receiptId);
        return stored.isPresent() ? stored : archived(tenantId, receiptId);
    }

    private Optional<Entry> archived(String tenantId, UUID receiptId) throws StoreException {
        for (long bundle : pruning.bundlesOf(PrunedBundle.millis(receiptId))) {
            Optional<Entry> entry = bundles.receipt(bundle, receiptId);
            if (entry.isPresent()) {
                return entry.filter(found -> tenantOf(found).equals(tenantId));
            }
        }
        return Optional.empty();
    }

    private static String tenantOf(Entry entry) {
        return CanonicalReceipt.parse(entry.canonical()).scope().tenantId();
    }

    /** What is pruned meanwhile is older than all that was found, so going on from there misses nothing. */
    @Override
    public List<Entry> receipts(String tenantId, ReceiptFilter filter, long before, int limit) throws StoreException {
        List<Entry> found = new ArrayList<>(store.receipts(tenantId, filter, before, limit));
        long end = Math.min(
                pruning.pruned(), found.isEmpty() ? before : found.getLast().index());
        long spanBefore = Math.ceilDiv(end, LedgerPruning.SPAN);
        while (found.size() < limit && spanBefore > 0) {
            List<Long> spans = pruning.spans(tenantId, filter, spanBefore, SPANS_AT_A_TIME);
            for (long span : spans) {
                addNewestFirst(span, end, new Wanted(tenantId, filter), limit, found);
            }
            spanBefore = spans.isEmpty() ? 0 : spans.getLast();
        }
        return found;
    }

    private void addNewestFirst(long span, long end, Wanted wanted, int limit, List<Entry> found)
            throws StoreException {
        long perSpan = LedgerPruning.SPAN / TileAddress.FULL_WIDTH;
        for (long bundle = (span + 1) * perSpan - 1; bundle >= span * perSpan && found.size() < limit; bundle--) {
            for (Entry entry : bundles.entries(bundle).reversed()) {
                if (entry.index() < end && found.size() < limit && wanted.matches(entry)) {
                    found.add(entry);
                }
            }
        }
    }

    @Override
    public List<Entry> entries(long from, int limit) throws StoreException {
        List<Entry> entries = new ArrayList<>();
        long next = from;
        while (entries.size() < limit && next < pruning.pruned()) {
            entries.addAll(sealed(next, limit - entries.size()));
            next = from + entries.size();
        }
        int left = limit - entries.size();
        List<Entry> stored = store.entries(next, left);
        boolean gap = stored.isEmpty() || stored.getFirst().index() > next;
        boolean prunedMeanwhile = gap && left > 0 && next < pruning.pruned();
        entries.addAll(prunedMeanwhile ? entries(next, left) : stored);
        return entries;
    }

    private List<Entry> sealed(long from, int limit) throws StoreException {
        List<Entry> bundle = bundles.entries(from / TileAddress.FULL_WIDTH);
        int first = (int) (from % TileAddress.FULL_WIDTH);
        return bundle.subList(first, Math.min(bundle.size(), first + limit));
    }

    @Override
    public Optional<byte[]> change(long index) throws StoreException {
        return store.change(index);
    }

    @Override
    public <T> T ledger(Function<LedgerView, T> read) throws StoreException {
        return store.ledger(read);
    }
}
