package io.keywright.ledger.evidence;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Manifest.Subject;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of receipts one by one: that they are what they must be, and the hashes of their leaves. For any number
 * of threads.
 *
 * @param signer whose signature each receipt must have; empty if signatures are not looked at
 */
record ReceiptCheck(Subject subject, Optional<VerifierKey> signer) {

    /** Receipts that follow each other, the first of them on {@code line}. */
    record Batch(long line, List<byte[]> receipts) {}

    /**
     * A receipt as it is in the ledger.
     *
     * @param changeDigest see {@link KmsContext#changeDigest()}
     */
    record Leaf(Hash hash, @Nullable String changeDigest) {}

    /** The leaves of a batch, and what is wrong with it. */
    record Checked(List<Leaf> leaves, List<Finding> findings) {}

    Checked check(Batch batch) {
        Hashing hashing = new Hashing();
        List<Leaf> leaves = new ArrayList<>(batch.receipts().size());
        List<Finding> findings = new ArrayList<>(0);
        long line = batch.line();
        for (byte[] receipt : batch.receipts()) {
            Hash hash = hashing.leaf(receipt);
            try {
                Receipt parsed = CanonicalReceipt.parse(receipt);
                leaves.add(new Leaf(hash, parsed.context().changeDigest()));
                check(parsed, line).ifPresent(findings::add);
            } catch (IllegalArgumentException e) {
                leaves.add(new Leaf(hash, null));
                findings.add(new Finding(
                        EvidenceFiles.RECEIPTS,
                        line,
                        Problem.RECEIPT_MALFORMED,
                        "not a receipt in its canonical form: " + e.getMessage()));
            }
            line++;
        }
        return new Checked(leaves, findings);
    }

    private Optional<Finding> check(Receipt receipt, long line) {
        if (!receipt.scope().tenantId().equals(subject.tenantId())) {
            return finding(
                    line,
                    Problem.RECEIPT_OF_ANOTHER_TENANT,
                    "the receipt is not of the tenant that the manifest names");
        }
        if (receipt.timestamp().isBefore(subject.from()) || !receipt.timestamp().isBefore(subject.to())) {
            return finding(line, Problem.RECEIPT_OUT_OF_RANGE, "the receipt's time is not in the manifest's range");
        }
        return signer.filter(key -> !CanonicalReceipt.signed(receipt, key)).isPresent()
                ? finding(line, Problem.RECEIPT_SIGNATURE_WRONG, "the ledger's key did not sign this receipt")
                : Optional.empty();
    }

    private static Optional<Finding> finding(long line, Problem problem, String detail) {
        return Optional.of(new Finding(EvidenceFiles.RECEIPTS, line, problem, detail));
    }
}
