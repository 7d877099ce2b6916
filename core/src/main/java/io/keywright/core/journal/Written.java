package io.keywright.core.journal;

import java.util.List;

/**
 * What became of a batch: all of it is durable but what is named here, of which nothing was written.
 *
 * @param conflicting whose change did not apply
 * @param stale whose node had not heard of a change that concerns it
 * @param late whose deadline had passed when it was this node's turn to write
 * @param unstorable what the store cannot take
 */
record Written(List<Pending> conflicting, List<Pending> stale, List<Pending> late, List<Rejected> unstorable) {

    /** One whose change or receipt the store cannot take. Ends the transaction. */
    static final class Rejected extends RuntimeException {

        private final transient Pending pending;

        Rejected(Pending pending, Throwable cause) {
            super("the store cannot take a change", cause, false, false);
            this.pending = pending;
        }

        Pending pending() {
            return pending;
        }

        /** What to tell whoever waits. */
        Unstorable reason() {
            return new Unstorable(getCause() == null ? this : getCause());
        }
    }
}
