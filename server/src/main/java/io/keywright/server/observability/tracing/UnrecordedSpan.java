package io.keywright.server.observability.tracing;

import io.keywright.core.trace.SilentSpan;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was not chosen to be recorded. Its ids are made for who asks for them, such as the log or a service that is called. */
final class UnrecordedSpan implements SilentSpan {

    private static final IdGenerator IDS = IdGenerator.random();

    private final SpanContext caller;
    private @Nullable SpanContext own;

    /** @param caller whose trace it is a part of; invalid if it begins one */
    UnrecordedSpan(SpanContext caller) {
        this.caller = caller;
    }

    private synchronized SpanContext own() {
        if (own == null) {
            own = SpanContext.create(
                    caller.isValid() ? caller.getTraceId() : IDS.generateTraceId(),
                    IDS.generateSpanId(),
                    TraceFlags.getDefault(),
                    TraceState.getDefault());
        }
        return own;
    }

    @Override
    public Optional<String> traceId() {
        return Optional.of(own().getTraceId());
    }

    @Override
    public Optional<String> traceParent() {
        return Optional.of(TraceParent.write(own()));
    }
}
