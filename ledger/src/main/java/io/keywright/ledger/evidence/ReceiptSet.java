package io.keywright.ledger.evidence;

import java.util.List;

/** The files in which receipts stand, a line for each, with what proves them. */
record ReceiptSet(String receipts, String indexes, String subtrees, String changes) {

    /** Those of the range that the manifest names. */
    static final ReceiptSet OF_RANGE =
            new ReceiptSet(EvidenceFiles.RECEIPTS, EvidenceFiles.INDEX, EvidenceFiles.TREE, EvidenceFiles.CHANGES);

    /** Those from before it with which findings of compliance began. */
    static final ReceiptSet OF_COMPLIANCE = new ReceiptSet(
            EvidenceFiles.COMPLIANCE_RECEIPTS,
            EvidenceFiles.COMPLIANCE_INDEX,
            EvidenceFiles.COMPLIANCE_TREE,
            EvidenceFiles.COMPLIANCE_CHANGES);

    List<String> files() {
        return List.of(receipts, indexes, subtrees, changes);
    }
}
