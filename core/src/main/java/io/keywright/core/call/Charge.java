package io.keywright.core.call;

import io.keywright.core.change.Change;
import io.keywright.model.Tally;
import java.util.Optional;

/** What a call has used up, whatever comes of it. */
public interface Charge {

    /** What is committed with the call's receipt if the call is refused. */
    Change use();

    /**
     * What is committed with it if the call succeeds.
     *
     * @param told what the receipt tells besides
     */
    default Change done(Optional<Tally> told) {
        return use();
    }

    /** Is told that the call is refused: nothing is left of it but {@link #use}. */
    default void refused() {}

    /** Is told that nothing was committed, and that the call begins again or needs nothing of it. */
    default void giveBack() {
        settle(false);
    }

    /**
     * Is told how the commit has ended.
     *
     * @param durable whether it was committed; if not, nobody knows
     */
    void settle(boolean durable);
}
