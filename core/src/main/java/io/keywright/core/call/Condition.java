package io.keywright.core.call;

import io.keywright.core.change.Change;

/** What must hold when a call's change is committed, besides what the change itself starts from. */
public interface Condition {

    /** {@code change}, to be committed only if this holds, too. */
    Change on(Change change);

    /**
     * Passes if this still holds. Asked when a change did not apply, to tell why; may block.
     *
     * @throws io.keywright.model.KeywrightException what to refuse the call with
     */
    void recheck();
}
