package io.keywright.server.observability.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code traceparent} of W3C Trace Context, version 00. Who sends one may be anybody, so what is not exactly of its form, or
 * there twice, counts as not sent. {@code tracestate} and {@code baggage} are not read.
 */
final class TraceParent {

    private static final int LENGTH = 55;
    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private TraceParent() {}

    /** What the values of the field say; invalid if nothing. */
    static SpanContext read(List<String> values) {
        if (values.size() != 1 || values.getFirst().length() != LENGTH) {
            return SpanContext.getInvalid();
        }
        Matcher parts = FORM.matcher(values.getFirst());
        boolean good = parts.matches() && TraceId.isValid(parts.group(1)) && SpanId.isValid(parts.group(2));
        return good
                ? SpanContext.createFromRemoteParent(
                        parts.group(1), parts.group(2), TraceFlags.fromHex(parts.group(3), 0), TraceState.getDefault())
                : SpanContext.getInvalid();
    }

    static String write(SpanContext context) {
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + (context.isSampled() ? TraceFlags.getSampled() : TraceFlags.getDefault()).asHex();
    }
}
