package io.keywright.ledger;

import io.keywright.ledger.note.Checkpoint;
import io.keywright.model.Receipt;

/** What {@link OfflineVerifier} finds, and who checks with it what a receipt vouches for. */
public sealed interface Verdict {

    /**
     * The ledger's key signed this receipt, and it is in the log that the checkpoint, signed by the same key or one that came later, commits to.
     *
     * @param index the receipt's number in the log, from 0
     */
    record Verified(Receipt receipt, long index, Checkpoint checkpoint) implements Verdict {}

    /**
     * Nothing is proved.
     *
     * @param reason the first check that failed
     * @param detail one sentence about it, which quotes nothing of the input
     */
    record Refuted(Reason reason, String detail) implements Verdict {}

    /** The checks, in the order in which they are made. */
    enum Reason {
        KEY_MALFORMED,
        /** It is not proved that the ledger's keys followed each other so. */
        SUCCESSION_UNPROVED,
        RECEIPT_MALFORMED,
        PROOF_MALFORMED,
        RECEIPT_SIGNATURE_WRONG,
        CHECKPOINT_MALFORMED,
        CHECKPOINT_SIGNATURE_MISSING,
        CHECKPOINT_SIGNATURE_WRONG,
        /** A key of the ledger beside the first did not sign the checkpoint, or not rightly. */
        CHECKPOINT_COSIGNATURE_MISSING,
        CHECKPOINT_NOT_WITNESSED,
        CHECKPOINT_OF_ANOTHER_LOG,
        INDEX_NOT_IN_CHECKPOINT,
        NOT_INCLUDED,
        /** The receipt vouches for another change than was given. */
        CHANGE_WRONG,
        /** The change of a batch does not tell so of its item. */
        ITEM_WRONG
    }
}
