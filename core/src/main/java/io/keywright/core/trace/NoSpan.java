package io.keywright.core.trace;

import java.util.Optional;

/** The span of what nobody traces. */
enum NoSpan implements SilentSpan {
    NONE;

    @Override
    public Optional<String> traceId() {
        return Optional.empty();
    }

    @Override
    public Optional<String> traceParent() {
        return Optional.empty();
    }
}
