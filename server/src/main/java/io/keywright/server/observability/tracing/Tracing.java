package io.keywright.server.observability.tracing;

import io.keywright.core.trace.Span;
import java.util.List;
import java.util.function.Supplier;

/** Where spans begin that are no part of another. Thread-safe; never blocks, never fails. */
public interface Tracing {

    /** Nobody traces. */
    Tracing OFF = new Tracing() {
        @Override
        public Span arrives(String name, Supplier<List<String>> traceParents) {
            return Span.NONE;
        }

        @Override
        public Span begins(String name) {
            return Span.NONE;
        }
    };

    /**
     * The span of a request.
     *
     * @param traceParents the values of its fields of that name, as somebody sent them
     */
    Span arrives(String name, Supplier<List<String>> traceParents);

    /** The span of something that the service does by itself. */
    Span begins(String name);
}
