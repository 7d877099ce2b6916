package io.keywright.ledger.evidence;

import io.keywright.ledger.evidence.Finding.Problem;
import java.io.IOException;

/** A finding that leaves nothing more to examine where it was made. */
final class Flaw extends IOException {

    private final transient Finding finding;

    Flaw(String file, Problem problem, String detail) {
        this(new Finding(file, 0, problem, detail));
    }

    Flaw(Finding finding) {
        super(finding.detail());
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
