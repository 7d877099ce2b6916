package io.keywright.verifier.ledger.check;

/**
 * Something that is not as it should be.
 *
 * @param where the receipt, tile or checkpoint that is concerned
 * @param what one sentence, without its full stop, which quotes nothing of what was read
 */
public record Finding(Kind kind, String where, String what) {

    /** What can be wrong with a ledger. */
    public enum Kind {
        CHECKPOINT_WRONG,
        SUCCESSION_WRONG,
        RECEIPT_UNREADABLE,
        RECEIPT_MISSING,
        RECEIPT_MALFORMED,
        RECEIPT_SIGNATURE_WRONG,
        RECEIPT_LEFT_OVER,
        TILE_MISSING,
        TILE_WRONG,
        ROOT_WRONG,
        INDEX_WRONG,
        CHANGE_WRONG,
        ROW_WRONG,
        ARCHIVE_DIFFERS
    }

    /** Something about the receipt at {@code index}. */
    public static Finding receipt(Kind kind, long index, String what) {
        return new Finding(kind, "receipt " + index, what);
    }
}
