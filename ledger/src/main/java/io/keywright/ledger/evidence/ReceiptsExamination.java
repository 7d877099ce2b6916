package io.keywright.ledger.evidence;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Lines.MalformedLine;
import io.keywright.ledger.evidence.ReceiptCheck.Batch;
import io.keywright.ledger.evidence.ReceiptCheck.Checked;
import io.keywright.ledger.evidence.ReceiptCheck.Leaf;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.ledger.succession.Signers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Runs through all receipts once: each by itself on many threads, and all together in their order on this one. */
final class ReceiptsExamination {

    private static final int BATCH = 256;

    private final ReceiptSet set;
    private final Findings findings;
    private final ReceiptCheck check;
    private final InclusionCheck inclusion;
    private final Signers signers;
    private final ChangesCheck changes;
    private final ComplianceHistory history;
    private final @Nullable ChainCheck chaining;
    private final LongConsumer progress;
    private Optional<ChainedReceipts> chain = Optional.empty();
    private long examined;
    private long newer;
    private boolean lost;

    ReceiptsExamination(
            ReceiptSet set,
            Findings findings,
            ReceiptCheck check,
            InclusionCheck inclusion,
            Signers signers,
            ChangesCheck changes,
            ComplianceHistory history,
            @Nullable ChainCheck chaining,
            LongConsumer progress) {
        this.set = set;
        this.findings = findings;
        this.check = check;
        this.inclusion = inclusion;
        this.signers = signers;
        this.changes = changes;
        this.history = history;
        this.chaining = chaining;
        this.progress = progress;
    }

    /**
     * Examines all, and answers how many there were.
     *
     * @param most how many there may be; what comes behind them is not looked at, and counts as one more
     */
    long run(InputStream receipts, long most, int jobs) throws IOException {
        Lines lines = new Lines(receipts, CanonicalReceipt.MAX_BYTES);
        long line = 1;
        try (Workers<Checked> workers = new Workers<>(jobs)) {
            Batch batch = next(lines, line);
            while (!batch.receipts().isEmpty() && line <= most) {
                Batch given = batch;
                fold(workers.give(() -> check.check(given)).orElse(null));
                line += batch.receipts().size();
                batch = next(lines, line);
            }
            Optional<Checked> rest = workers.take();
            while (rest.isPresent()) {
                fold(rest.get());
                rest = workers.take();
            }
        }
        unlessLost(inclusion::finish);
        unlessLost(this::chained);
        changes.finish();
        return Math.max(examined, line - 1);
    }

    /** Which part of the tenant's receipts they are, as far as that is proved. */
    Optional<ChainedReceipts> chain() {
        return chain;
    }

    private void chained() throws IOException {
        if (chaining != null) {
            chain = Optional.of(chaining.finish());
        }
    }

    /** How many of them a newer version wrote. */
    long newer() {
        return newer;
    }

    private Batch next(Lines lines, long line) throws IOException {
        List<byte[]> receipts = new ArrayList<>(BATCH);
        try {
            byte[] receipt = lines.next();
            while (receipt != null) {
                receipts.add(receipt);
                receipt = receipts.size() < BATCH ? lines.next() : null;
            }
            return new Batch(line, receipts);
        } catch (MalformedLine e) {
            throw new Flaw(new Finding(
                    set.receipts(), line + receipts.size(), Problem.RECEIPT_MALFORMED, e.getMessage() + ""));
        }
    }

    private void fold(@Nullable Checked checked) throws IOException {
        if (checked == null) {
            return;
        }
        findings.addAll(checked.findings());
        for (Leaf leaf : checked.leaves()) {
            examined++;
            unlessLost(() -> place(leaf));
            byte[] change = changes.add(leaf.changeDigest());
            if (leaf.told() != null) {
                history.add(leaf.told(), change);
            }
        }
        newer += checked.newer();
        progress.accept(examined);
    }

    private void place(Leaf leaf) throws IOException {
        long index = inclusion.add(leaf.hash());
        requireItsKey(leaf, index);
        if (chaining != null) {
            chaining.add(index, leaf.hash());
        }
    }

    /** Each key signed up to where the next took over, and no further. */
    private void requireItsKey(Leaf leaf, long index) {
        if (leaf.signer() != null && !leaf.signer().equals(signers.at(index))) {
            findings.add(check.notSigned(examined));
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** Once the way through the tree is lost it is not found again; each receipt by itself still says something. */
    private void unlessLost(Step step) throws IOException {
        try {
            if (!lost) {
                step.run();
            }
        } catch (Flaw flaw) {
            lost = true;
            findings.add(flaw.finding());
        }
    }
}
