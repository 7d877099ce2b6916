package io.keywright.core.call;

import io.keywright.model.Caller;
import java.util.concurrent.Executor;

/**
 * Who called, and when.
 *
 * @param startedNanos when the request came in, by {@link System#nanoTime}
 * @param home where the answer is made: the event loop that the request came in on
 */
public record Arrival(Caller caller, long startedNanos, Executor home) {}
