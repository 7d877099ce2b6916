package io.keywright.core.follow;

import java.util.concurrent.CompletableFuture;

/** How far a node's memory has followed the ledger. Thread-safe; never blocks. */
public interface FollowedLedger {

    /** Of who holds nothing in memory that could be older than the ledger. */
    FollowedLedger WHOLLY = new FollowedLedger() {
        @Override
        public long upTo() {
            return Long.MAX_VALUE;
        }

        @Override
        public CompletableFuture<Void> catchUp() {
            return CompletableFuture.completedFuture(null);
        }
    };

    /** Every change whose receipt has a smaller index is known in memory. */
    long upTo();

    /** Completes once all that is in the ledger by now is known; fails if it cannot be read. */
    CompletableFuture<Void> catchUp();
}
