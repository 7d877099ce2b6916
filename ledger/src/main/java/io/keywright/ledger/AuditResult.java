package io.keywright.ledger;

import io.keywright.ledger.merkle.MerkleTree;

/** What {@link LogAudit} finds. */
public sealed interface AuditResult {

    /** The leaves are those that the checkpoint commits to, and everything else that was asked for is right. */
    record Sound(MerkleTree tree) implements AuditResult {}

    /**
     * The log is not what it claims to be.
     *
     * @param fault the first fault
     * @param detail one sentence that says where, and what was expected
     */
    record Faulty(Fault fault, String detail) implements AuditResult {}

    /** What can be wrong with a log. */
    enum Fault {
        RECEIPT_MALFORMED,
        RECEIPT_SIGNATURE_WRONG,
        LEAVES_MISSING,
        LEAVES_LEFT_OVER,
        TILE_WRONG,
        ROOT_WRONG
    }
}
