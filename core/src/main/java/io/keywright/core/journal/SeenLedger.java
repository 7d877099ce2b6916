package io.keywright.core.journal;

import java.util.Optional;

/** The longest ledger that this node has seen, by writing it or by reading what others wrote. Thread-safe. */
public final class SeenLedger {

    private volatile Optional<LedgerHead> longest = Optional.empty();

    /** The store has that head. */
    public synchronized void see(LedgerHead head) {
        if (longest.map(LedgerHead::size).orElse(-1L) < head.size()) {
            longest = Optional.of(head);
        }
    }

    /** Its head; empty before anything was seen. */
    public Optional<LedgerHead> longest() {
        return longest;
    }
}
