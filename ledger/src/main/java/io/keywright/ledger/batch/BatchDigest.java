package io.keywright.ledger.batch;

import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import java.util.List;
import java.util.Map;

/**
 * What the change of a batch tells of its items: how many there are, and the root of the Merkle tree (RFC 6962, section 2.1)
 * over what came of each. That the receipt vouches for the change is checked by {@link io.keywright.ledger.receipt.ChangeDigest}.
 *
 * @param items how many, from 1 on
 * @param outcomes the root
 */
public record BatchDigest(long items, Hash outcomes) {

    /**
     * Reads it from a change.
     *
     * @param change the bytes that the service answers as a receipt's change
     * @throws IllegalArgumentException if it is no change of a batch
     */
    public static BatchDigest read(byte[] change) {
        if (CanonicalJson.read(change).get("batch") instanceof Map<?, ?> batch
                && batch.get("items") instanceof Long items
                && batch.get("outcomes") instanceof String root) {
            return new BatchDigest(items, Hash.parse(root));
        }
        throw new IllegalArgumentException("not the change of a batch");
    }

    /**
     * That of a batch with these outcomes.
     *
     * @param outcomes in the order of the items, see {@link ItemProof#outcome}; at least one
     */
    public static BatchDigest of(List<? extends Map<String, ?>> outcomes) {
        return new BatchDigest(outcomes.size(), root(hashes(outcomes)));
    }

    /** Whether {@code proof} leads from the outcome that it names to {@link #outcomes}, at the item's own number. */
    public boolean holds(ItemProof proof) {
        return proof.inclusion(items).verify(proof.leaf(), outcomes);
    }

    static List<Hash> hashes(List<? extends Map<String, ?>> outcomes) {
        Hashing hashing = new Hashing();
        return outcomes.stream()
                .map(outcome -> hashing.leaf(CanonicalJson.write(outcome)))
                .toList();
    }

    static Hash root(List<Hash> leaves) {
        return MerkleTree.empty().append(leaves).tree().root();
    }
}
