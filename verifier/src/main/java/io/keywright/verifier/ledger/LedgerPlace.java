package io.keywright.verifier.ledger;

import io.keywright.verifier.ledger.check.LedgerCopy;

/** Options that say where a ledger lies. */
public interface LedgerPlace {

    /**
     * Opens it.
     *
     * @param readers how many threads will read at once
     * @throws io.keywright.verifier.terminal.CommandFailed if there is none
     */
    LedgerCopy open(int readers);
}
