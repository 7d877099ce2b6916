package io.keywright.ledger.evidence;

/**
 * One thing that is not as it must be.
 *
 * @param file the file inside the archive, or {@link #ARCHIVE} itself
 * @param line from 1, or 0 where it is about the whole file
 * @param detail one sentence that says what was expected; quotes nothing of the file
 */
public record Finding(String file, long line, Problem problem, String detail) {

    /** Stands for the file that holds all others. */
    public static final String ARCHIVE = "(archive)";

    /** What can be wrong. */
    public enum Problem {
        ARCHIVE_UNREADABLE,
        ARCHIVE_ALTERED,
        FILE_REFUSED,
        FILE_MISSING,
        FILE_DAMAGED,
        FILE_ALTERED,
        MANIFEST_MALFORMED,
        MANIFEST_UNPROVED,
        KEY_MALFORMED,
        KEY_NOT_TRUSTED,
        SUCCESSION_UNPROVED,
        CHECKPOINT_MALFORMED,
        CHECKPOINT_SIGNATURE_WRONG,
        CHECKPOINT_OF_ANOTHER_LOG,
        COSIGNATURE_MISSING,
        COSIGNATURE_WRONG,
        RECEIPT_MALFORMED,
        RECEIPT_SIGNATURE_WRONG,
        RECEIPT_OF_ANOTHER_TENANT,
        RECEIPT_OUT_OF_RANGE,
        RECEIPT_COUNT_WRONG,
        CHAIN_WRONG,
        CHANGE_WRONG,
        COMPLIANCE_WRONG,
        INDEX_WRONG,
        TREE_WRONG,
        NOT_INCLUDED
    }
}
