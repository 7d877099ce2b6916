package io.keywright.server.observability.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Which traces are recorded: a share of them by chance, not by the trace's id, which a caller may have chosen. Parts go with
 * their whole, and a batch with those that are linked to it.
 *
 * @param share 0 to 1
 * @param follows whether a caller's own choice counts
 * @param chance evenly 0 to 1
 */
record Sampling(double share, boolean follows, DoubleSupplier chance) implements Sampler {

    @Override
    public SamplingResult shouldSample(
            Context context, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        SpanContext parent =
                io.opentelemetry.api.trace.Span.fromContext(context).getSpanContext();
        boolean decided = parent.isValid() && (follows || !parent.isRemote());
        boolean recorded = decided
                ? parent.isSampled()
                : chance.getAsDouble() < share
                        || links.stream().anyMatch(link -> link.getSpanContext().isSampled());
        return recorded ? SamplingResult.recordAndSample() : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return toString();
    }
}
