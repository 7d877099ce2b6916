package io.keywright.core.trace;

import java.util.List;
import java.util.Optional;

/**
 * A part of a request's way that takes time (OpenTelemetry). Names and attributes go to whoever reads traces: none may be a
 * secret, nor what a caller sent. What is said after its end is lost. Thread-safe; never blocks, never fails.
 */
public interface Span {

    /** The span of what nobody traces. */
    Span NONE = NoSpan.NONE;

    /** Whether anybody will read what is said of it. */
    boolean recorded();

    /** A part of this one, which begins now. */
    Span child(String name);

    /** The same for a part that another machine does. */
    Span call(String name);

    /** What is done at once for this one and {@code others}, and belongs to none of them: a trace of its own, linked to each. */
    Span batch(String name, List<Span> others);

    /** It is called so from now on: one of few names that there are. */
    Span named(String name);

    Span set(String attribute, String value);

    Span set(String attribute, long value);

    /** It failed, for a reason of few that there are ({@code error.type}). */
    Span failed(String type);

    void end();

    /** The trace's id, 32 hexadecimal digits; empty of what nobody traces. */
    Optional<String> traceId();

    /** What tells another service of it (W3C Trace Context, {@code traceparent}); empty of what nobody traces. */
    Optional<String> traceParent();
}
