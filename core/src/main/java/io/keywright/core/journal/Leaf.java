package io.keywright.core.journal;

import io.keywright.model.Receipt;
import java.util.Optional;

/**
 * What an operation adds to the ledger.
 *
 * @param canonical the receipt's canonical bytes, the leaf's data
 * @param change what the operation changed, whose digest the receipt has; stays beside the leaf
 */
public record Leaf(Receipt receipt, byte[] canonical, Optional<byte[]> change) {

    /** The leaf of an operation that changed nothing. */
    public Leaf(Receipt receipt, byte[] canonical) {
        this(receipt, canonical, Optional.empty());
    }
}
