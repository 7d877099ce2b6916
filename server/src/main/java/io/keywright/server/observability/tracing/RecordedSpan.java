package io.keywright.server.observability.tracing;

import io.keywright.core.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Optional;

/** A span of the SDK's, which the collector gets to see. */
record RecordedSpan(Tracer tracer, io.opentelemetry.api.trace.Span span) implements Span {

    @Override
    public boolean recorded() {
        return true;
    }

    @Override
    public Span child(String name) {
        return part(name, SpanKind.INTERNAL);
    }

    @Override
    public Span call(String name) {
        return part(name, SpanKind.CLIENT);
    }

    private Span part(String name, SpanKind kind) {
        return begun(tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(Context.root().with(span)));
    }

    @Override
    public Span batch(String name, List<Span> others) {
        SpanBuilder batch = tracer.spanBuilder(name).setNoParent().addLink(span.getSpanContext());
        for (Span other : others) {
            if (other instanceof RecordedSpan recorded) {
                batch.addLink(recorded.span.getSpanContext());
            }
        }
        return begun(batch);
    }

    private Span begun(SpanBuilder builder) {
        return new RecordedSpan(tracer, builder.startSpan());
    }

    @Override
    public Span named(String name) {
        span.updateName(name);
        return this;
    }

    @Override
    public Span set(String attribute, String value) {
        span.setAttribute(attribute, value);
        return this;
    }

    @Override
    public Span set(String attribute, long value) {
        span.setAttribute(attribute, value);
        return this;
    }

    @Override
    public Span failed(String type) {
        span.setAttribute("error.type", type).setStatus(StatusCode.ERROR);
        return this;
    }

    @Override
    public void end() {
        span.end();
    }

    @Override
    public Optional<String> traceId() {
        return Optional.of(span.getSpanContext().getTraceId());
    }

    @Override
    public Optional<String> traceParent() {
        return Optional.of(TraceParent.write(span.getSpanContext()));
    }
}
