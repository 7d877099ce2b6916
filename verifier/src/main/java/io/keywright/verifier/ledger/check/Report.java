package io.keywright.verifier.ledger.check;

import io.keywright.ledger.note.Checkpoint;
import java.util.List;

/**
 * What a check came to.
 *
 * @param checkpoint what was checked against
 * @param receipts how many were read
 * @param findings in the ledger's order; none if it is sound
 */
public record Report(Checkpoint checkpoint, long receipts, List<Finding> findings) {

    public Report {
        findings = List.copyOf(findings);
    }

    public boolean sound() {
        return findings.isEmpty();
    }
}
