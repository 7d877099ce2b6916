package io.keywright.ledger.evidence;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Manifest.Subject;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.note.NoteKey;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.ledger.succession.Signers;
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
     * @param signer which of the ledger's keys signed it; null if none did, or nobody looked
     * @param told the receipt itself, if it may tell of a finding of compliance
     */
    record Leaf(
            Hash hash,
            @Nullable String changeDigest,
            @Nullable NoteKey signer,
            byte @Nullable [] told) {}

    /**
     * The leaves of a batch, and what is wrong with it.
     *
     * @param newer how many of them a newer version wrote, as far as they were read
     */
    record Checked(List<Leaf> leaves, long newer, List<Finding> findings) {}

    private final ReceiptSet set;
    private final Optional<Signers> signers;
    private final Glance glance;

    /**
     * For receipts of a tenant and a time.
     *
     * @param signers of whom one must have signed each receipt; empty if only the tree is looked at
     */
    ReceiptCheck(ReceiptSet set, Subject subject, Optional<Signers> signers) {
        this.set = set;
        this.signers = signers;
        this.glance = new Glance(set, subject);
    }

    Checked check(Batch batch) {
        Hashing hashing = new Hashing();
        List<Leaf> leaves = new ArrayList<>(batch.receipts().size());
        List<Finding> findings = new ArrayList<>(0);
        long line = batch.line();
        long newer = 0;
        for (byte[] canonical : batch.receipts()) {
            NoteKey signer = null;
            if (signers.isPresent()) {
                Optional<Receipt> receipt = read(canonical, line, findings);
                newer += receipt.filter(it -> !it.newer().isEmpty()).isPresent() ? 1 : 0;
                signer = receipt.flatMap(it -> signer(it, signers.get())).orElse(null);
                if (receipt.isPresent() && signer == null) {
                    findings.add(notSigned(line));
                }
            }
            if (signers.isEmpty() || signer != null) {
                glance.check(canonical, line).ifPresent(findings::add);
            }
            leaves.add(new Leaf(
                    hashing.leaf(canonical),
                    glance.changeDigest(canonical),
                    signer,
                    isTold(signer, canonical) ? canonical : null));
            line++;
        }
        return new Checked(leaves, newer, findings);
    }

    /** Nobody is told of a finding by a receipt that the ledger has not signed. */
    private boolean isTold(@Nullable NoteKey signer, byte[] canonical) {
        return (signers.isEmpty() || signer != null) && ComplianceHistory.concerns(canonical);
    }

    private Optional<Receipt> read(byte[] canonical, long line, List<Finding> findings) {
        try {
            return Optional.of(CanonicalReceipt.parse(canonical));
        } catch (IllegalArgumentException e) {
            findings.add(
                    finding(line, Problem.RECEIPT_MALFORMED, "not a receipt in its canonical form: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<NoteKey> signer(Receipt receipt, Signers signers) {
        return signers.all().stream()
                .filter(key -> CanonicalReceipt.signed(receipt, key))
                .findFirst();
    }

    Finding notSigned(long line) {
        return finding(line, Problem.RECEIPT_SIGNATURE_WRONG, "the ledger's key did not sign this receipt");
    }

    private Finding finding(long line, Problem problem, String detail) {
        return new Finding(set.receipts(), line, problem, detail);
    }
}
