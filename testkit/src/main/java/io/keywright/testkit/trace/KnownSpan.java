package io.keywright.testkit.trace;

import io.keywright.core.trace.SilentSpan;
import java.util.Optional;

/** A span of a trace that a test knows. It is all of its own parts. */
public enum KnownSpan implements SilentSpan {
    SPAN;

    /** What whoever is called is to be told. */
    public static final String TRACE_PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Override
    public boolean recorded() {
        return true;
    }

    @Override
    public Optional<String> traceId() {
        return Optional.of(TRACE_PARENT.substring("00-".length(), "00-".length() + 32));
    }

    @Override
    public Optional<String> traceParent() {
        return Optional.of(TRACE_PARENT);
    }
}
