package io.keywright.server.observability.tracing;

import io.keywright.core.trace.Span;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Traces by the OpenTelemetry SDK. */
public final class OpenTelemetryTracing implements Tracing, AutoCloseable {

    private final TraceRules rules;
    private final SpanQueue queue;
    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final Sampling sampling;

    /** @param version of this service */
    public OpenTelemetryTracing(TraceRules rules, String version, SpanQueue queue) {
        this.rules = rules;
        this.queue = queue;
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.builder()
                        .put("service.name", "keywright")
                        .put("service.version", version)
                        .put("service.instance.id", rules.instance())
                        .build()))
                .setSampler(Sampler.alwaysOn())
                .addSpanProcessor(queue)
                .build();
        this.tracer = provider.get("io.keywright", version);
        this.sampling = new Sampling(
                rules.share(),
                rules.callers() == TraceRules.Callers.FOLLOW,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Override
    public Span arrives(String name, Supplier<List<String>> traceParents) {
        SpanContext caller = rules.callers() == TraceRules.Callers.IGNORE
                ? SpanContext.getInvalid()
                : TraceParent.read(traceParents.get());
        if (!sampling.chooses(caller)) {
            return new UnrecordedSpan(caller);
        }
        Context parent = Context.root().with(io.opentelemetry.api.trace.Span.wrap(caller));
        return begun(tracer.spanBuilder(name).setSpanKind(SpanKind.SERVER).setParent(parent));
    }

    @Override
    public Span begins(String name) {
        return sampling.chooses(SpanContext.getInvalid())
                ? begun(tracer.spanBuilder(name).setNoParent())
                : new UnrecordedSpan(SpanContext.getInvalid());
    }

    private Span begun(SpanBuilder builder) {
        return new RecordedSpan(tracer, builder.startSpan());
    }

    /** Sends what waits, for a moment. */
    @Override
    public void close() {
        provider.close();
        queue.close();
    }
}
