package io.keywright.providers;

import io.keywright.core.trace.Spans;
import java.util.function.BiConsumer;

/** How the other side of a call learns the trace that the call is a part of: {@code traceparent} (W3C Trace Context). */
public final class TraceHeader {

    private static final String NAME = "traceparent";

    private TraceHeader() {}

    /** Gives name and value to {@code header} for the span that this thread works for, or does nothing where nobody traces. */
    public static void write(BiConsumer<String, String> header) {
        Spans.current().traceParent().ifPresent(value -> header.accept(NAME, value));
    }
}
