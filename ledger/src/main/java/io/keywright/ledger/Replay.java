package io.keywright.ledger;

import io.keywright.ledger.AuditResult.Fault;
import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.ledger.merkle.Growth;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.merkle.Tile;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.merkle.TileSource;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.CanonicalReceipt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** One run of a {@link LogAudit}, tile by tile; ends at the first fault. */
final class Replay {

    private final LogAudit audit;
    private final Iterator<byte[]> leaves;
    private final Hashing hashing = new Hashing();
    private MerkleTree tree = MerkleTree.empty();

    Replay(LogAudit audit, Iterator<byte[]> leaves) {
        this.audit = audit;
        this.leaves = leaves;
    }

    MerkleTree run() throws Finding {
        long size = audit.checkpoint().size();
        while (tree.size() < size) {
            Growth growth = tree.append(nextTile(Math.min(TileAddress.FULL_WIDTH, size - tree.size())));
            tree = growth.tree();
            for (Tile tile : growth.tiles()) {
                if (tile.address().full()) {
                    compare(tile);
                }
            }
        }
        for (Tile tile : tree.partialTiles()) {
            compare(tile);
        }
        if (leaves.hasNext()) {
            throw new Finding(Fault.LEAVES_LEFT_OVER, "there are more leaves than the checkpoint's " + size);
        }
        if (!tree.root().equals(audit.checkpoint().root())) {
            throw new Finding(Fault.ROOT_WRONG, "the leaves have the root " + tree.root());
        }
        return tree;
    }

    private List<Hash> nextTile(long width) throws Finding {
        List<Hash> hashes = new ArrayList<>();
        while (hashes.size() < width) {
            long index = tree.size() + hashes.size();
            if (!leaves.hasNext()) {
                throw new Finding(Fault.LEAVES_MISSING, "the leaves end before leaf " + index);
            }
            byte[] leaf = leaves.next();
            if (audit.receiptKey().isPresent()) {
                checkReceipt(index, leaf, audit.receiptKey().get());
            }
            hashes.add(hashing.leaf(leaf));
        }
        return hashes;
    }

    private static void checkReceipt(long index, byte[] leaf, VerifierKey key) throws Finding {
        try {
            if (!CanonicalReceipt.signed(CanonicalReceipt.parse(leaf), key)) {
                throw new Finding(Fault.RECEIPT_SIGNATURE_WRONG, "the key did not sign leaf " + index);
            }
        } catch (IllegalArgumentException e) {
            throw new Finding(Fault.RECEIPT_MALFORMED, "leaf " + index + " is no receipt: " + e.getMessage());
        }
    }

    private void compare(Tile tile) throws Finding {
        if (audit.tiles().isPresent()
                && !Arrays.equals(tile.hashes(), stored(tile, audit.tiles().get()))) {
            throw new Finding(Fault.TILE_WRONG, tile + " is not what the leaves make it");
        }
    }

    private static byte[] stored(Tile tile, TileSource tiles) throws Finding {
        TileAddress address = tile.address();
        try {
            return tiles.hashes(address.level(), address.index(), address.width());
        } catch (CorruptLogException e) {
            throw new Finding(Fault.TILE_WRONG, String.valueOf(e.getMessage()));
        }
    }

    /** The first fault, on its way out; not an error of this program, so without a stack trace. */
    static final class Finding extends Exception {

        private final Fault fault;
        private final String detail;

        Finding(Fault fault, String detail) {
            super(detail, null, false, false);
            this.fault = fault;
            this.detail = detail;
        }

        Fault fault() {
            return fault;
        }

        String detail() {
            return detail;
        }
    }
}
