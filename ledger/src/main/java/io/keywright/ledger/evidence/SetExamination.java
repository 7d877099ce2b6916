package io.keywright.ledger.evidence;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Manifest.Listed;
import io.keywright.ledger.evidence.Manifest.Subject;
import io.keywright.ledger.evidence.ReceiptChain.Link;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.succession.Signers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Examines a set of receipts with what proves them.
 *
 * @param checkpoint that they must be in; empty if there is none to believe: then the files are compared with the manifest only
 * @param history is told of findings of compliance
 */
record SetExamination(
        ReceiptSet set,
        EvidenceVerifier options,
        Optional<Checkpoint> checkpoint,
        Signers signers,
        ComplianceHistory history,
        Findings findings) {

    private static final int MOST_SMALL = 1 << 16;

    /** What came of it. */
    record Examined(long receipts, long newer, Optional<ChainedReceipts> chain) {

        static final Examined NOTHING = new Examined(0, 0, Optional.empty());
    }

    /** Which part of the tenant's receipts they are said to be, and where an earlier archive ended. */
    record Chained(ListedInput links, Optional<Link> earlier) {}

    /**
     * Examines all of it.
     *
     * @param files the set's, see {@link ReceiptSet#files}
     * @param subject whose receipts of which time they must be, and how many at the most
     */
    Examined run(
            EvidencePackage archive,
            List<Listed> files,
            Subject subject,
            @Nullable Chained chained,
            LongConsumer progress)
            throws IOException {
        try (ListedInput receipts = archive.open(files.get(0));
                ListedInput indexes = archive.open(files.get(1));
                ListedInput subtrees = archive.open(files.get(2));
                ListedInput changes = archive.open(files.get(3))) {
            Examined examined = Examined.NOTHING;
            if (checkpoint.isPresent()) {
                InclusionCheck inclusion = new InclusionCheck(
                        set, checkpoint.get(), indexes, new BufferedInputStream(subtrees, MOST_SMALL));
                ReceiptsExamination examination = new ReceiptsExamination(
                        set,
                        findings,
                        new ReceiptCheck(set, subject, options.signatures() ? Optional.of(signers) : Optional.empty()),
                        inclusion,
                        signers,
                        new ChangesCheck(set, changes, findings),
                        history,
                        chained == null ? null : new ChainCheck(chained.links(), chained.earlier()),
                        progress);
                examined = findings.noting(() -> examined(examination, receipts, subject.receipts()), examined);
            }
            for (ListedInput file : List.of(receipts, indexes, subtrees, changes)) {
                findings.noting(file::finish);
            }
            return examined;
        }
    }

    private Examined examined(ReceiptsExamination examination, ListedInput receipts, long most) throws IOException {
        long count = examination.run(receipts, most, options.jobs());
        if (set.equals(ReceiptSet.OF_RANGE) && count != most) {
            findings.add(new Finding(
                    set.receipts(),
                    0,
                    Problem.RECEIPT_COUNT_WRONG,
                    "there are not as many receipts as the manifest says"));
        }
        return new Examined(count, examination.newer(), examination.chain());
    }
}
