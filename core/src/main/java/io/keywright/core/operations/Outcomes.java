package io.keywright.core.operations;

import io.keywright.core.operations.BatchResult.Item;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.model.KeywrightException;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree over what came of a batch's items (RFC 6962, section 2.1), so that one item can be proved without the
 * others. A leaf's data are the RFC 8785 form of the item's outcome: members of the request and of the answer that both sides
 * hold, such as ciphertext and signature, and neither plaintexts nor what could confirm a guess at one. See
 * {@code docs/batches.md}.
 */
final class Outcomes {

    private Outcomes() {}

    static <T> Hash root(List<Step<T>> steps, List<Item<T>> items) {
        Hashing hashing = new Hashing();
        Leaf leaf = new Leaf();
        List<Hash> leaves = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            tell(steps.get(i).words(), items.get(i), leaf);
            leaves.add(leaf.hash(hashing));
        }
        return MerkleTree.empty().append(leaves).tree().root();
    }

    private static <T> void tell(Step.Words<T> words, Item<T> item, Leaf leaf) {
        switch (item) {
            case Item.Done<T>(Used<T> used) -> words.done().accept(used, leaf);
            case Item.Refused<T>(KeywrightException refusal) ->
                words.refused().accept(refusal.code().name(), leaf);
        }
    }
}
