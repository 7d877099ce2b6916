package io.keywright.core.journal;

import io.keywright.core.work.Deadline;

/**
 * On which terms something is committed.
 *
 * @param deadline when it passes, nothing was written and never will be, or the outcome is unknown
 * @param asOf how far its node's memory had followed the ledger when it was decided: it knew of every change whose receipt has
 *     a smaller index
 */
public record Terms(Deadline deadline, long asOf) {

    /** Of what was decided from what the store has, whatever memory holds, and by one who waits as long as it takes. */
    public static final Terms NONE = by(Deadline.never());

    /** Of what was decided from what the store has. */
    public static Terms by(Deadline deadline) {
        return new Terms(deadline, Long.MAX_VALUE);
    }
}
