package io.keywright.server.observability.tracing;

import io.keywright.core.trace.Spans;
import io.opentelemetry.api.trace.SpanContext;
import io.prometheus.client.exemplars.tracer.common.SpanContextSupplier;
import org.jspecify.annotations.Nullable;

/** Which trace a figure is an example of: the one that this thread works for, if it is recorded. Thread-safe. */
public final class CurrentTrace implements SpanContextSupplier {

    @Override
    public boolean isSampled() {
        return Spans.current().recorded();
    }

    @Override
    public @Nullable String getTraceId() {
        SpanContext context = context();
        return context == null ? null : context.getTraceId();
    }

    @Override
    public @Nullable String getSpanId() {
        SpanContext context = context();
        return context == null ? null : context.getSpanId();
    }

    private static @Nullable SpanContext context() {
        return Spans.current() instanceof RecordedSpan recorded
                ? recorded.span().getSpanContext()
                : null;
    }
}
