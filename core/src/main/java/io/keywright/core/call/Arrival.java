package io.keywright.core.call;

import io.keywright.core.trace.Span;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import java.util.concurrent.Executor;

/**
 * Who called, and when.
 *
 * @param startedNanos when the request came in, by {@link System#nanoTime}
 * @param deadline until when there must be an answer
 * @param home where the answer is made: the event loop that the request came in on
 * @param span all of what is done for it
 */
public record Arrival(Caller caller, long startedNanos, Deadline deadline, Executor home, Span span) {

    /** One that nobody traces. */
    public Arrival(Caller caller, long startedNanos, Deadline deadline, Executor home) {
        this(caller, startedNanos, deadline, home, Span.NONE);
    }
}
