package io.keywright.cli.ledger;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerKeyStore.StoredLedgerKey;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.note.SignedNote;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SpectatedDatabase;
import io.keywright.verifier.ledger.ArchivedLedger;
import io.keywright.verifier.ledger.DiskUse;
import io.keywright.verifier.ledger.check.Finding;
import io.keywright.verifier.ledger.check.LedgerCopy;
import io.keywright.verifier.ledger.check.ReceiptIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ledger in a data folder, whether a service runs on it or not. Only read. */
final class StoredLedger implements LedgerCopy {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final Store store;
    private final ReceiptStore receipts;
    private final Optional<ArchivedLedger> archive;
    private final RowsCheck rows = new RowsCheck();

    private StoredLedger(Path folder, Store store, Optional<ArchivedLedger> archive) {
        this.folder = folder;
        this.store = store;
        this.receipts = store.receipts();
        this.archive = archive;
    }

    /**
     * Looks at a folder.
     *
     * @param archive where receipts are that the store has dropped
     * @param readers how many threads read at once
     */
    static StoredLedger open(Path folder, Optional<ArchivedLedger> archive, int readers) throws StoreException {
        Store store = new Store(SpectatedDatabase.open(folder), readers, PATIENCE);
        long pruned = store.pruning().pruned();
        if (pruned > 0 && archive.isEmpty()) {
            store.close();
            throw new StoreException("The first %,d receipts of this store are in its archive; name that by --archive."
                    .formatted(pruned));
        }
        return new StoredLedger(folder, store, archive);
    }

    @Override
    public String place() {
        return "the store " + folder;
    }

    @Override
    public String checkpoint() throws IOException {
        return reading(() -> receipts.ledger(view -> view.head().checkpoint()));
    }

    @Override
    public Optional<String> ownKey() throws IOException {
        return reading(() -> store.ledgerKeys().ledgerKey()).map(StoredLedgerKey::verifierKey);
    }

    @Override
    public List<SignedNote> succession() throws IOException {
        List<String> notes = reading(() -> store.ledgerKeys().succession());
        try {
            return notes.stream().map(SignedNote::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public List<byte[]> leaves(long first, int count) throws IOException {
        List<byte[]> leaves = new ArrayList<>();
        for (Entry entry : reading(() -> receipts.entries(first, count))) {
            if (entry.index() == first + leaves.size()) {
                leaves.add(entry.canonical());
            }
        }
        return leaves.size() < count && archive.isPresent() && pruned(first)
                ? archive.get().leaves(first, count)
                : leaves;
    }

    /** Asked anew each time: a service may be dropping receipts meanwhile. */
    private boolean pruned(long index) throws IOException {
        return reading(() -> store.pruning().pruned()) > index;
    }

    @Override
    public Optional<byte[]> tile(TileAddress address) throws IOException {
        return reading(() -> receipts.ledger(view -> {
            try {
                return Optional.of(view.tiles().hashes(address.level(), address.index(), address.width()));
            } catch (CorruptLogException missing) {
                return Optional.empty();
            }
        }));
    }

    @Override
    public Optional<ReceiptIndex> index(long first) throws IOException {
        return pruned(first) ? Optional.empty() : Optional.of(new IndexCheck(receipts, rows));
    }

    @Override
    public List<Finding> beside(long size) throws IOException {
        return reading(() -> rows.check(store, size));
    }

    @Override
    public boolean keepsPartialTile() {
        return false;
    }

    @Override
    public long sizeBytes() throws IOException {
        return DiskUse.of(folder, name -> name.startsWith("keywright.db"));
    }

    @Override
    public void close() throws IOException {
        reading(() -> {
            store.close();
            return true;
        });
    }

    @FunctionalInterface
    private interface Reading<T> {
        T run() throws StoreException;
    }

    private static <T> T reading(Reading<T> reading) throws IOException {
        try {
            return reading.run();
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
