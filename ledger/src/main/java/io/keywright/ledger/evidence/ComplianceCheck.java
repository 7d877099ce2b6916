package io.keywright.ledger.evidence;

import io.keywright.ledger.evidence.Finding.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Compares the list of findings of compliance with what the receipts tell of them. */
record ComplianceCheck(ComplianceHistory history) {

    private static final int MOST_BYTES = 1 << 20;

    /**
     * Passes if they are the same, line by line.
     *
     * @throws Flaw if not
     */
    void check(InputStream file) throws IOException {
        try {
            history.requireWhole();
        } catch (ComplianceHistory.TooLong e) {
            throw wrong(0, e.getMessage() + "");
        }
        Lines lines = new Lines(file, MOST_BYTES);
        long line = 1;
        for (byte[] finding : history.lines()) {
            byte[] listed = lines.next();
            if (listed == null || !Arrays.equals(listed, finding)) {
                throw wrong(line, "this is not the finding that the receipts tell of");
            }
            line++;
        }
        if (lines.next() != null) {
            throw wrong(line, "there are more findings than the receipts tell of");
        }
    }

    private static Flaw wrong(long line, String detail) {
        return new Flaw(new Finding(EvidenceFiles.COMPLIANCE, line, Problem.COMPLIANCE_WRONG, detail));
    }
}
