package io.keywright.core.archive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.merkle.EntryBundle;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.receipt.CanonicalReceipt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads bundles back from the archive. Each is held against the store's own tile before it is believed, so that a changed
 * archive is noticed and never read. Keeps a few in memory. Safe from any thread.
 */
final class SealedBundles {

    /** About 130 KB each. */
    private static final int KEPT = 64;

    private final SegmentArchive archive;
    private final ReceiptStore store;
    private final Cache<Long, Sealed> kept =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    SealedBundles(SegmentArchive archive, ReceiptStore store) {
        this.archive = archive;
        this.store = store;
    }

    /** A bundle that was checked, and which receipt stands where. */
    private record Sealed(List<Entry> entries, Map<UUID, Entry> byId) {

        static Sealed of(EntryBundle bundle) {
            List<Entry> entries = new ArrayList<>(TileAddress.FULL_WIDTH);
            Map<UUID, Entry> byId = new HashMap<>();
            for (byte[] leaf : bundle.leaves()) {
                Entry entry = new Entry(bundle.index() * TileAddress.FULL_WIDTH + entries.size(), leaf);
                entries.add(entry);
                byId.put(CanonicalReceipt.parse(leaf).receiptId(), entry);
            }
            return new Sealed(List.copyOf(entries), byId);
        }
    }

    /** The bundle's receipts, oldest first. */
    List<Entry> entries(long index) throws StoreException {
        return sealed(index).entries();
    }

    /** The bundle's receipt of that id, whosever it is. */
    Optional<Entry> receipt(long index, UUID receiptId) throws StoreException {
        return Optional.ofNullable(sealed(index).byId().get(receiptId));
    }

    private Sealed sealed(long index) throws StoreException {
        Sealed sealed = kept.getIfPresent(index);
        if (sealed == null) {
            sealed = Sealed.of(read(index));
            kept.put(index, sealed);
        }
        return sealed;
    }

    private EntryBundle read(long index) throws StoreException {
        TileAddress tile = new TileAddress(0, index, TileAddress.FULL_WIDTH);
        String path = EntryBundle.path(tile);
        byte[] expected = store.ledger(view -> view.tiles().hashes(tile.level(), tile.index(), tile.width()));
        byte[] bytes = archive.read(path)
                .orElseThrow(() -> ArchiveException.unavailable(
                        "The archive " + archive.place() + " has no " + path + ". Was it moved, or is it not mounted?",
                        new NoSuchElementException(path)));
        return parse(index, bytes)
                .filter(bundle -> Arrays.equals(bundle.hashes(), expected))
                .orElseThrow(() -> ArchiveException.conflict("The archive " + archive.place() + " has another " + path
                        + " than was written. See docs/runbooks/archive.md."));
    }

    private static Optional<EntryBundle> parse(long index, byte[] bytes) {
        try {
            return Optional.of(EntryBundle.parse(index, bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
