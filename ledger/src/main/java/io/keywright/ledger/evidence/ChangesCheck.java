package io.keywright.ledger.evidence;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Lines.MalformedLine;
import io.keywright.ledger.receipt.ChangeDigest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Compares what was changed with the digests in the receipts, one after the other. */
final class ChangesCheck {

    private static final int MOST_BYTES = 4 << 20;

    private final Lines changes;
    private final Findings findings;
    private long line;
    private boolean lost;

    ChangesCheck(InputStream changes, Findings findings) {
        this.changes = new Lines(changes, MOST_BYTES);
        this.findings = findings;
    }

    /** Takes in the next receipt; most have no digest, because they changed nothing. */
    void add(@Nullable String digest) throws IOException {
        if (digest == null || lost) {
            return;
        }
        byte[] change = next();
        if (change == null) {
            lost = true;
            note("there are fewer changes than receipts of changes");
        } else if (change.length > 0 && !ChangeDigest.of(change).equals(digest)) {
            note("this is not the change that its receipt is about");
        }
    }

    void finish() throws IOException {
        if (!lost && next() != null) {
            note("there are more changes than receipts of changes");
        }
    }

    private byte @Nullable [] next() throws IOException {
        line++;
        try {
            return changes.next();
        } catch (MalformedLine e) {
            return null;
        }
    }

    private void note(String detail) {
        findings.add(new Finding(EvidenceFiles.CHANGES, line, Problem.CHANGE_WRONG, detail));
    }
}
