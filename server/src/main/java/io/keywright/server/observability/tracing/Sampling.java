package io.keywright.server.observability.tracing;

import io.opentelemetry.api.trace.SpanContext;
import java.util.function.DoubleSupplier;

/**
 * Which traces are recorded: a share of them by chance, not by the trace's id, which a caller may have chosen. It is decided before
 * there is a span, so that what is not recorded makes none.
 *
 * @param share 0 to 1
 * @param follows whether a caller's own choice counts
 * @param chance evenly 0 to 1
 */
record Sampling(double share, boolean follows, DoubleSupplier chance) {

    /** @param caller who is part of a trace already; invalid if nobody is */
    boolean chooses(SpanContext caller) {
        return (follows && caller.isValid()) ? caller.isSampled() : (chance.getAsDouble() < share);
    }
}
