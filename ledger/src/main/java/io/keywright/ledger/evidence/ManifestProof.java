package io.keywright.ledger.evidence;

import io.keywright.ledger.OfflineVerifier;
import io.keywright.ledger.Verdict;
import io.keywright.ledger.Verdict.Refuted;
import io.keywright.ledger.Verdict.Verified;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.cosignature.WitnessPolicy;
import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Manifest.Subject;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.ledger.receipt.ChangeDigest;
import io.keywright.ledger.succession.Signers;
import io.keywright.model.Receipt;
import java.io.IOException;

/** That the service itself exported what the manifest lists: a receipt of its ledger says so. */
record ManifestProof(LogKeys keys, Signers signers, Subject subject) {

    private static final int MOST_PROOF = 1 << 20;

    void check(EvidencePackage archive, byte[] manifest) throws IOException {
        byte[] receipt = archive.read(EvidenceFiles.MANIFEST_RECEIPT, CanonicalReceipt.MAX_BYTES);
        byte[] proof = archive.read(EvidenceFiles.MANIFEST_PROOF, MOST_PROOF);
        Verdict verdict = new OfflineVerifier(keys, signers, WitnessPolicy.none()).verify(receipt, proof);
        if (verdict instanceof Refuted refuted) {
            throw new Flaw(file(refuted), Problem.MANIFEST_UNPROVED, refuted.detail());
        }
        if (verdict instanceof Verified verified) {
            requireBinding(verified.receipt(), archive.read(EvidenceFiles.MANIFEST_CHANGE, MOST_PROOF), manifest);
            requireExport(verified.receipt());
        }
    }

    private static void requireBinding(Receipt receipt, byte[] change, byte[] manifest) throws Flaw {
        if (!ChangeDigest.matches(receipt, change)) {
            throw new Flaw(
                    EvidenceFiles.MANIFEST_CHANGE,
                    Problem.MANIFEST_UNPROVED,
                    "the receipt of the export is not about this");
        }
        if (!Sha256.hex(manifest).equals(CanonicalJson.read(change).get(EvidenceFiles.MANIFEST_DIGEST))) {
            throw new Flaw(
                    EvidenceFiles.MANIFEST,
                    Problem.MANIFEST_UNPROVED,
                    "the ledger has no receipt of the export of this manifest");
        }
    }

    private void requireExport(Receipt receipt) throws Flaw {
        boolean ours = receipt.operation().equals(EvidenceFiles.OPERATION)
                && receipt.context().success()
                && receipt.scope().tenantId().equals(subject.tenantId());
        if (!ours) {
            throw new Flaw(
                    EvidenceFiles.MANIFEST_RECEIPT,
                    Problem.MANIFEST_UNPROVED,
                    "the receipt is not of an export of this tenant's evidence");
        }
    }

    private static String file(Refuted refuted) {
        return switch (refuted.reason()) {
            case KEY_MALFORMED, SUCCESSION_UNPROVED, RECEIPT_MALFORMED, RECEIPT_SIGNATURE_WRONG ->
                EvidenceFiles.MANIFEST_RECEIPT;
            case PROOF_MALFORMED,
                    CHECKPOINT_SIGNATURE_MISSING,
                    CHECKPOINT_SIGNATURE_WRONG,
                    CHECKPOINT_COSIGNATURE_MISSING,
                    CHECKPOINT_NOT_WITNESSED,
                    CHECKPOINT_MALFORMED,
                    CHECKPOINT_OF_ANOTHER_LOG,
                    INDEX_NOT_IN_CHECKPOINT,
                    NOT_INCLUDED -> EvidenceFiles.MANIFEST_PROOF;
            case CHANGE_WRONG, ITEM_WRONG -> EvidenceFiles.MANIFEST_CHANGE;
        };
    }
}
