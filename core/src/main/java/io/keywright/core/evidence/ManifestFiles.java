package io.keywright.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.PublishedCheckpoint;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.evidence.EvidenceWriter;
import io.keywright.ledger.merkle.InclusionProof;
import io.keywright.ledger.note.TlogProof;
import java.io.IOException;
import java.util.UUID;

/** Writes the receipt that vouches for a manifest, what it is about, and that it is in the ledger. */
record ManifestFiles(ReceiptStore receipts, ExportedLedger ledger) {

    void write(String tenantId, UUID receiptId, EvidenceWriter zip) throws IOException, StoreException {
        Entry entry = receipts.receipt(tenantId, receiptId).orElseThrow(ManifestFiles::gone);
        zip.file(EvidenceFiles.MANIFEST_CHANGE, receipts.change(entry.index()).orElseThrow(ManifestFiles::gone));
        zip.file(EvidenceFiles.MANIFEST_RECEIPT, entry.canonical());
        zip.file(EvidenceFiles.MANIFEST_PROOF, proof(entry.index()).toString().getBytes(UTF_8));
    }

    /** Against the newest checkpoint: witnesses cannot have seen this receipt yet. */
    private TlogProof proof(long index) throws StoreException {
        PublishedCheckpoint checkpoint = ledger.newest();
        return receipts.ledger(view ->
                new TlogProof(InclusionProof.of(index, checkpoint.head().size(), view.tiles()), checkpoint.note()));
    }

    private static StoreException gone() {
        return new StoreException("A receipt that was durable is not in the store: the store is damaged or was altered."
                + " Restore it from a backup, see docs/runbooks/store.md.");
    }
}
