package io.keywright.core.journal;

import io.keywright.core.work.Deadline;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * On which terms something is committed.
 *
 * @param deadline when it passes, nothing was written and never will be, or the outcome is unknown
 * @param asOf how far its node's memory had followed the ledger when it was decided: it knew of every change whose receipt has
 *     a smaller index
 * @param listener hears how it has ended before whoever waits for it
 */
public record Terms(Deadline deadline, long asOf, Listener listener) {

    /** Is told once how a commit has ended, before the journal writes anything else. Must neither wait nor fail. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Hears of the end.
         *
         * @param failure null if it is durable
         */
        void ended(@Nullable Throwable failure);
    }

    private static final Listener NOBODY = failure -> {};

    /** Of what was decided from what the store has, whatever memory holds, and by one who waits as long as it takes. */
    public static final Terms NONE = by(Deadline.never());

    /** Those of whom nobody else hears. */
    public Terms(Deadline deadline, long asOf) {
        this(deadline, asOf, NOBODY);
    }

    /** Of what was decided from what the store has. */
    public static Terms by(Deadline deadline) {
        return new Terms(deadline, Long.MAX_VALUE);
    }

    /** The same, of which {@code other} hears. */
    public Terms telling(Listener other) {
        return new Terms(deadline, asOf, other);
    }

    /** A commit that ends once the listener was told. */
    CompletableFuture<Void> told(CompletableFuture<Void> commit) {
        return listener.equals(NOBODY) ? commit : commit.whenComplete((durable, failure) -> listener.ended(failure));
    }
}
