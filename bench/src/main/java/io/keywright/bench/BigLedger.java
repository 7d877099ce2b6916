package io.keywright.bench;

import io.keywright.core.journal.JournalStore;
import io.keywright.core.journal.JournalStore.Transaction;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerKey;
import io.keywright.ledger.merkle.Growth;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.merkle.Tile;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.receipt.UnsignedReceipt;
import io.keywright.model.Algorithm;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Receipt;
import io.keywright.model.Scope;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Fills a ledger faster than callers could: of every {@value #REAL} leaves one is a signed receipt, the others are bytes
 * without meaning in the place of one.
 */
final class BigLedger {

    static final String TENANT = "bench";

    private static final int REAL = 1000;
    private static final int BATCH = 10_000;

    private final JournalStore store;
    private final LedgerKey key;
    private final Hashing hashing = new Hashing();
    private final List<UUID> ids = new ArrayList<>();
    private MerkleTree tree = MerkleTree.empty();

    BigLedger(JournalStore store, LedgerKey key) {
        this.store = store;
        this.key = key;
    }

    /** The ids of the signed receipts among the leaves. */
    List<UUID> fill(int leaves) throws StoreException {
        while (tree.size() < leaves) {
            int batch = (int) Math.min(BATCH, leaves - tree.size());
            store.transaction(transaction -> append(transaction, batch));
        }
        return ids;
    }

    private void append(Transaction transaction, int batch) throws StoreException {
        List<Hash> hashes = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            long index = tree.size() + i;
            Leaf leaf = leaf(index);
            transaction.append(index, leaf);
            hashes.add(hashing.leaf(leaf.canonical()));
        }
        Growth growth = tree.append(hashes);
        for (Tile tile : growth.tiles()) {
            transaction.putTile(tile.address().level(), tile.address().index(), tile.hashes());
        }
        tree = growth.tree();
        Checkpoint head = new Checkpoint(key.origin(), tree.size(), tree.root());
        transaction.putHead(new LedgerHead(tree.size(), head.sign(key).toString()));
    }

    private Leaf leaf(long index) {
        Receipt receipt = new Receipt(
                new UUID(0x7000L, index),
                Instant.ofEpochMilli(1_800_000_000_000L + index),
                new Scope(TENANT, Environment.DEV, Plane.TENANT),
                "encrypt",
                new Receipt.KmsContext(new UUID(7, 7), "encrypt", Algorithm.AES_256_GCM, 256, true, null),
                "M21",
                "");
        if (index % REAL != 0) {
            return new Leaf(
                    receipt, ByteBuffer.allocate(Long.BYTES).putLong(index).array());
        }
        ids.add(receipt.receiptId());
        return new Leaf(receipt, UnsignedReceipt.of(receipt).sign(key));
    }
}
