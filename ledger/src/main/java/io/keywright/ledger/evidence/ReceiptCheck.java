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

    /** The leaves of a batch, and what is wrong with it. */
    record Checked(List<Leaf> leaves, List<Finding> findings) {}

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
        for (byte[] receipt : batch.receipts()) {
            Hash hash = hashing.leaf(receipt);
            leaves.add(new Leaf(hash, glance.changeDigest(receipt)));
            finding(receipt, line++).ifPresent(findings::add);
        }
        return new Checked(leaves, findings);
    }

    private Optional<Finding> finding(byte[] receipt, long line) {
        return signer.isPresent() ? signed(receipt, line, signer.get()) : glance.check(receipt, line);
    }

    private Optional<Finding> signed(byte[] canonical, long line, VerifierKey key) {
        Receipt receipt;
        try {
            receipt = CanonicalReceipt.parse(canonical);
        } catch (IllegalArgumentException e) {
            return finding(line, Problem.RECEIPT_MALFORMED, "not a receipt in its canonical form: " + e.getMessage());
        }
        if (!CanonicalReceipt.signed(receipt, key)) {
            return finding(line, Problem.RECEIPT_SIGNATURE_WRONG, "the ledger's key did not sign this receipt");
        }
        return glance.check(canonical, line);
    }

    static Optional<Finding> finding(long line, Problem problem, String detail) {
        return Optional.of(new Finding(EvidenceFiles.RECEIPTS, line, problem, detail));
    }
}
