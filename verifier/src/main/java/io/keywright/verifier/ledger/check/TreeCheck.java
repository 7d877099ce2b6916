package io.keywright.verifier.ledger.check;

import io.keywright.ledger.merkle.Growth;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.merkle.Tile;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.succession.SuccessionStatement;
import io.keywright.verifier.ledger.check.Finding.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Builds the tree anew and compares it with the tiles of levels 1 and above. Belongs to one thread. */
final class TreeCheck {

    private final LedgerCopy ledger;
    private final LedgerKeys keys;
    private final List<Finding> findings;
    private MerkleTree tree = MerkleTree.empty();

    TreeCheck(LedgerCopy ledger, LedgerKeys keys, List<Finding> findings) {
        this.ledger = ledger;
        this.keys = keys;
        this.findings = findings;
    }

    /** Stops on the way wherever a key handed over, to compare the root that it vouched for. */
    void append(List<Hash> leaves) {
        long begin = tree.size();
        int done = 0;
        for (SuccessionStatement statement : keys.handedOver(begin, begin + leaves.size())) {
            int here = (int) (statement.size() - begin);
            grow(leaves.subList(done, here));
            compareRoot(
                    new Checkpoint(statement.origin(), statement.size(), statement.root()),
                    "the succession at " + statement.size());
            done = here;
        }
        grow(leaves.subList(done, leaves.size()));
    }

    private void grow(List<Hash> leaves) {
        Growth growth = tree.append(leaves);
        tree = growth.tree();
        growth.tiles().stream()
                .filter(tile -> tile.address().level() > 0 && tile.address().full())
                .forEach(this::compare);
    }

    /** Compares what is left at the tree's edge, and the root. */
    void finish(Checkpoint checkpoint) {
        tree.partialTiles().forEach(this::compare);
        compareRoot(checkpoint, "the checkpoint");
    }

    /** Compares the root, if the tree has just grown as large as {@code checkpoint} says. */
    void compareRoot(Checkpoint checkpoint, String where) {
        if (tree.size() == checkpoint.size() && !tree.root().equals(checkpoint.root())) {
            findings.add(new Finding(
                    Kind.ROOT_WRONG,
                    where,
                    "commits to the root " + checkpoint.root() + ", but the receipts have " + tree.root()));
        }
    }

    private void compare(Tile tile) {
        Optional<byte[]> kept = read(ledger, tile.address(), findings);
        if (kept.isPresent() && !Arrays.equals(kept.get(), tile.hashes())) {
            findings.add(new Finding(Kind.TILE_WRONG, tile.address().path(), "is not what the receipts make it"));
        }
    }

    /** The tile's hashes; if there are none, that is a finding. */
    static Optional<byte[]> read(LedgerCopy ledger, TileAddress address, List<Finding> findings) {
        String reason = "is not there";
        try {
            Optional<byte[]> tile = ledger.tile(address);
            if (tile.isPresent()) {
                return tile;
            }
        } catch (IOException e) {
            reason = "cannot be read: " + e.getMessage();
        }
        findings.add(new Finding(Kind.TILE_MISSING, address.path(), reason));
        return Optional.empty();
    }
}
