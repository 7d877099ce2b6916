package io.keywright.core.journal;

import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.UnsignedReceipt;
import io.keywright.model.Receipt;
import java.util.Optional;

/**
 * What an operation adds to the ledger.
 *
 * @param canonical the receipt's canonical bytes, the leaf's data
 * @param change what the operation changed, whose digest the receipt has; stays beside the leaf
 * @param signer whose signature it has; where none is named, it is not signed anew
 */
public record Leaf(Receipt receipt, byte[] canonical, Optional<byte[]> change, Optional<VerifierKey> signer) {

    /** A leaf that stays as it is, whoever's turn it is to sign. */
    public Leaf(Receipt receipt, byte[] canonical, Optional<byte[]> change) {
        this(receipt, canonical, change, Optional.empty());
    }

    /** The leaf of an operation that changed nothing. */
    public Leaf(Receipt receipt, byte[] canonical) {
        this(receipt, canonical, Optional.empty());
    }

    /** The leaf with the signature of {@code turn}: its key took over while the leaf waited. */
    Leaf signedBy(NoteSigner turn) {
        VerifierKey key = turn.verifierKey();
        return signer.isEmpty() || signer.get().equals(key)
                ? this
                : new Leaf(receipt, UnsignedReceipt.of(receipt).sign(turn), change, Optional.of(key));
    }
}
