package io.keywright.core.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.evidence.ComplianceHistory;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.evidence.EvidenceWriter;
import io.keywright.ledger.evidence.ReceiptProof;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes which findings of compliance stood in the range, and the receipts from before it with which some of them began, with their
 * proof: the others are told of by the range's own receipts.
 *
 * @param standing the indexes of the receipts from before the range, in their order
 */
record ComplianceFiles(ReceiptStore store, List<Long> standing) {

    private static final byte[] NOT_KEPT = {};

    /** Begins the history with what stood when the range began. */
    void begin(ComplianceHistory history) throws StoreException {
        for (long index : standing) {
            history.add(entry(index).canonical(), change(index));
        }
    }

    /** @param size of the tree that the proof leads to */
    void write(ComplianceHistory history, long size, EvidenceWriter zip) throws IOException, StoreException {
        history.requireWhole();
        try (OutputStream file = zip.file(EvidenceFiles.COMPLIANCE)) {
            for (byte[] finding : history.lines()) {
                line(file, finding);
            }
        }
        try (OutputStream file = zip.file(EvidenceFiles.COMPLIANCE_RECEIPTS)) {
            for (long index : standing) {
                line(file, entry(index).canonical());
            }
        }
        try (OutputStream file = zip.file(EvidenceFiles.COMPLIANCE_INDEX)) {
            for (long index : standing) {
                line(file, Long.toString(index).getBytes(US_ASCII));
            }
        }
        try (OutputStream file = zip.file(EvidenceFiles.COMPLIANCE_TREE)) {
            ReceiptProof proof = new ReceiptProof(size, new LedgerTiles(store), file);
            for (long index : standing) {
                proof.add(index);
            }
            proof.finish();
        }
        try (OutputStream file = zip.file(EvidenceFiles.COMPLIANCE_CHANGES)) {
            for (long index : standing) {
                line(file, change(index));
            }
        }
    }

    private Entry entry(long index) throws StoreException {
        return store.entries(index, 1).getFirst();
    }

    private byte[] change(long index) throws StoreException {
        return store.change(index).orElse(NOT_KEPT);
    }

    private static void line(OutputStream file, byte[] line) throws IOException {
        file.write(line);
        file.write('\n');
    }
}
