package io.keywright.ledger.evidence;

import io.keywright.ledger.encoding.StrictDecimal;
import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Lines.MalformedLine;
import io.keywright.ledger.merkle.CompleteSubtree;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.RootBuilder;
import io.keywright.ledger.note.Checkpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Leads all receipts together to the checkpoint's root, in the order of their indexes. Keeps a few hashes only. Belongs to one
 * thread.
 */
final class InclusionCheck {

    private static final int MOST_DIGITS = 19;

    private final ReceiptSet set;
    private final Checkpoint checkpoint;
    private final Lines indexes;
    private final InputStream subtrees;
    private final RootBuilder tree = new RootBuilder();
    private long line;

    InclusionCheck(ReceiptSet set, Checkpoint checkpoint, InputStream indexes, InputStream subtrees) {
        this.set = set;
        this.checkpoint = checkpoint;
        this.indexes = new Lines(indexes, MOST_DIGITS);
        this.subtrees = subtrees;
    }

    /**
     * Puts in the next receipt, and answers its index.
     *
     * @throws Flaw if its index cannot be, or hashes are missing
     */
    long add(Hash leaf) throws IOException {
        long index = nextIndex();
        skipTo(index);
        tree.push(new CompleteSubtree(index, 0), leaf);
        return index;
    }

    /**
     * Ends with the last leaf of the checkpoint.
     *
     * @throws Flaw unless the receipts are in the checkpoint's tree, at their indexes, and nothing is left over
     */
    void finish() throws IOException {
        skipTo(checkpoint.size());
        if (indexes.next() != null) {
            throw wrongIndex("there are more indexes than receipts");
        }
        if (subtrees.read() >= 0) {
            throw new Flaw(set.subtrees(), Problem.TREE_WRONG, "there are more hashes than the proof needs");
        }
        if (!tree.root().equals(checkpoint.root())) {
            throw new Flaw(
                    set.subtrees(),
                    Problem.NOT_INCLUDED,
                    "receipts, indexes and hashes together do not lead to the checkpoint's root");
        }
    }

    private long nextIndex() throws IOException {
        line++;
        try {
            byte[] text = indexes.next();
            if (text == null) {
                throw wrongIndex("there are fewer indexes than receipts");
            }
            long index = StrictDecimal.parse(new String(text, StandardCharsets.US_ASCII));
            if (index < tree.size() || index >= checkpoint.size()) {
                throw wrongIndex("indexes must grow, and be below the checkpoint's size");
            }
            return index;
        } catch (IllegalArgumentException | MalformedLine e) {
            throw wrongIndex("an index must be a decimal number on a line of its own");
        }
    }

    private void skipTo(long end) throws IOException {
        for (CompleteSubtree subtree : CompleteSubtree.covering(tree.size(), end)) {
            byte[] hash = subtrees.readNBytes(Hash.BYTES);
            if (hash.length < Hash.BYTES) {
                throw new Flaw(set.subtrees(), Problem.TREE_WRONG, "there are fewer hashes than the proof needs");
            }
            tree.push(subtree, Hash.of(hash));
        }
    }

    private Flaw wrongIndex(String detail) {
        return new Flaw(new Finding(set.indexes(), line, Problem.INDEX_WRONG, detail));
    }
}
