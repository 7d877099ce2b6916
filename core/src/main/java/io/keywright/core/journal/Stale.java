package io.keywright.core.journal;

/** What a node held in memory was older than the ledger: nothing was written, and it must catch up before it tries again. */
public final class Stale extends RuntimeException {

    Stale() {
        super("a change came first that its node had not heard of", null, false, false);
    }
}
