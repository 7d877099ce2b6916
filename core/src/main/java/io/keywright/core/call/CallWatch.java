package io.keywright.core.call;

import io.keywright.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Is told how calls end. Must neither wait nor fail. */
@FunctionalInterface
public interface CallWatch {

    /**
     * A call has ended.
     *
     * @param name of what was asked for: an operation's verb, or the name of a reading
     * @param refusal null if it succeeded
     * @param startedNanos when its request came in, by {@link System#nanoTime}
     */
    void ended(String name, @Nullable ErrorCode refusal, long startedNanos);
}
