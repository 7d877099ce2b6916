package io.keywright.core.call;

import io.keywright.core.journal.Change;

/** What a call has used up, whatever comes of it. */
public interface Charge {

    /** What is committed with the call's receipt, of success or refusal. */
    Change use();

    /**
     * Is told how the commit of {@link #use} has ended.
     *
     * @param durable whether it was committed; if not, nobody knows
     */
    void settle(boolean durable);
}
