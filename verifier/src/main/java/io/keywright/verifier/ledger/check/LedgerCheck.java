package io.keywright.verifier.ledger.check;

import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.verifier.ledger.check.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Checks a whole ledger: each receipt's form and signature, every tile, the root, the checkpoint's signature, that its keys
 * followed each other where receipts say so, and that each receipt is found. Goes on after a fault, so that all of them are known. Keeps a few bundles in memory.
 *
 * @param keys the ledger's, as far as they follow from one that is trusted
 * @param jobs how many bundles are checked at once
 * @param progress is told how many receipts are done, now and then
 */
public record LedgerCheck(LedgerCopy ledger, LedgerKeys keys, int jobs, LongConsumer progress) {

    /** After so many the rest would tell nothing new. */
    private static final int ENOUGH = 10_000;

    /** Checks everything up to the checkpoint of this moment; the ledger may go on growing meanwhile. */
    public Report run() throws IOException {
        List<Finding> findings = new ArrayList<>();
        Optional<Checkpoint> checkpoint = signed(ledger.checkpoint(), findings);
        if (checkpoint.isEmpty()) {
            return new Report(new Checkpoint(keys.origin(), 0, new Hashing().empty()), 0, findings);
        }
        long checked = walk(checkpoint.get(), findings);
        return new Report(checkpoint.get(), checked, findings);
    }

    private Optional<Checkpoint> signed(String text, List<Finding> findings) {
        String complaint = "is not signed by the ledger's key";
        try {
            SignedNote note = SignedNote.parse(text);
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            if (keys.signers().check(note, checkpoint.size()) == SignatureCheck.VALID
                    && checkpoint.origin().equals(keys.origin())) {
                return Optional.of(checkpoint);
            }
        } catch (IllegalArgumentException e) {
            complaint = "is none: " + e.getMessage();
        }
        findings.add(new Finding(Kind.CHECKPOINT_WRONG, "the checkpoint", complaint));
        return Optional.empty();
    }

    private long walk(Checkpoint checkpoint, List<Finding> findings) throws IOException {
        TreeCheck tree = new TreeCheck(ledger, keys, findings);
        long taken = 0;
        try (BundlesInOrder bundles = new BundlesInOrder(ledger, keys, checkpoint.size(), jobs)) {
            while (taken < checkpoint.size()) {
                CheckedBundle bundle = bundles.next();
                findings.addAll(bundle.findings());
                if (!bundle.complete() || findings.size() > ENOUGH) {
                    findings.add(givenUp(taken));
                    return taken;
                }
                tree.append(bundle.hashes());
                taken += bundle.hashes().size();
                progress.accept(taken);
            }
        }
        tree.finish(checkpoint);
        leftOver(checkpoint, findings);
        findings.addAll(ledger.beside(checkpoint.size()));
        return taken;
    }

    private static Finding givenUp(long from) {
        String what = "was not compared: too much is missing or wrong from receipt " + from + " on";
        return new Finding(Kind.ROOT_WRONG, "the checkpoint", what);
    }

    /** What is beyond the checkpoint belongs to a newer one, or to none. */
    private void leftOver(Checkpoint checkpoint, List<Finding> findings) throws IOException {
        long end = checkpoint.size();
        int within = (int) (end % TileAddress.FULL_WIDTH);
        boolean more = ledger.leaves(end - within, TileAddress.FULL_WIDTH).size() > within;
        if (more && sizeNow(findings) <= end) {
            String what = "stands behind the end that the checkpoint commits to";
            findings.add(Finding.receipt(Kind.RECEIPT_LEFT_OVER, end, what));
        }
    }

    private long sizeNow(List<Finding> findings) throws IOException {
        return signed(ledger.checkpoint(), findings).map(Checkpoint::size).orElse(0L);
    }
}
