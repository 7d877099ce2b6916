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

    private static final byte[] NONE = {};

    private final ReceiptSet set;
    private final Lines changes;
    private final Findings findings;
    private long line;
    private boolean lost;

    ChangesCheck(ReceiptSet set, InputStream changes, Findings findings) {
        this.set = set;
        this.changes = new Lines(changes, MOST_BYTES);
        this.findings = findings;
    }

    /**
     * Takes in the next receipt; most have no digest, because they changed nothing.
     *
     * @return what it vouches for; empty if that is not here
     */
    byte[] add(@Nullable String digest) throws IOException {
        if (digest == null || lost) {
            return NONE;
        }
        byte[] change = next();
        if (change == null) {
            lost = true;
            note("there are fewer changes than receipts of changes");
            return NONE;
        }
        if (change.length > 0 && !ChangeDigest.of(change).equals(digest)) {
            note("this is not the change that its receipt is about");
            return NONE;
        }
        return change;
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
        findings.add(new Finding(set.changes(), line, Problem.CHANGE_WRONG, detail));
    }
}
