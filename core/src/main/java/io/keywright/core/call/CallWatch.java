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

    /** What had to follow a call's change failed. The change is durable all the same, and its caller is told so. */
    default void notFollowed(String name, Throwable cause) {}
}
