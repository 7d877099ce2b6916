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
 */
final class ReceiptCheck {

    /** Receipts that follow each other, the first of them on {@code line}. */
    record Batch(long line, List<byte[]> receipts) {}

    /**
     * A receipt as it is in the ledger.
     *
     * @param changeDigest see {@link KmsContext#changeDigest()}
     */
    record Leaf(Hash hash, @Nullable String changeDigest) {}

    /**
     * The leaves of a batch, and what is wrong with it.
     *
     * @param newer how many of them a newer version wrote, as far as they were read
     */
    record Checked(List<Leaf> leaves, long newer, List<Finding> findings) {}

    private final Optional<VerifierKey> signer;
    private final Glance glance;

    /** @param signer whose signature each receipt must have; empty if only the tree is looked at */
    ReceiptCheck(Subject subject, Optional<VerifierKey> signer) {
        this.signer = signer;
        this.glance = new Glance(subject);
    }

    Checked check(Batch batch) {
        Hashing hashing = new Hashing();
        List<Leaf> leaves = new ArrayList<>(batch.receipts().size());
        List<Finding> findings = new ArrayList<>(0);
        long line = batch.line();
        long newer = 0;
        for (byte[] canonical : batch.receipts()) {
            leaves.add(new Leaf(hashing.leaf(canonical), glance.changeDigest(canonical)));
            if (signer.isPresent()) {
                newer += signed(canonical, line, signer.get(), findings) ? 1 : 0;
            } else {
                glance.check(canonical, line).ifPresent(findings::add);
            }
            line++;
        }
        return new Checked(leaves, newer, findings);
    }

    /** Whether a newer version wrote it. */
    private boolean signed(byte[] canonical, long line, VerifierKey key, List<Finding> findings) {
        Receipt receipt;
        try {
            receipt = CanonicalReceipt.parse(canonical);
        } catch (IllegalArgumentException e) {
            findings.add(
                    finding(line, Problem.RECEIPT_MALFORMED, "not a receipt in its canonical form: " + e.getMessage()));
            return false;
        }
        if (CanonicalReceipt.signed(receipt, key)) {
            glance.check(canonical, line).ifPresent(findings::add);
        } else {
            findings.add(finding(line, Problem.RECEIPT_SIGNATURE_WRONG, "the ledger's key did not sign this receipt"));
        }
        return !receipt.newer().isEmpty();
    }

    static Finding finding(long line, Problem problem, String detail) {
        return new Finding(EvidenceFiles.RECEIPTS, line, problem, detail);
    }
}
