package io.keywright.server.observability.tracing;

import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/**
 * Where ended spans wait for the collector. Bounded: what comes to a full queue is dropped and counted, so that a collector
 * that is slow or dead costs nobody anything. Thread-safe; whoever ends a span never waits.
 */
public final class SpanQueue implements SpanProcessor {

    private static final Logger LOG = Logger.getLogger(SpanQueue.class);

    private static final int CAPACITY = 2048;
    private static final int AT_ONCE = 512;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final BlockingQueue<ReadableSpan> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final List<SpanData> sending = new ArrayList<>(AT_ONCE);
    private final Collector collector;
    private final Counter exported;
    private final Counter dropped;
    private final Supervised thread;
    private boolean failing;

    public SpanQueue(Collector collector, MeterRegistry registry, Supervisor supervisor) {
        this(collector, registry, supervisor, EVERY);
    }

    /** @param every how often it is looked whether any wait */
    SpanQueue(Collector collector, MeterRegistry registry, Supervisor supervisor, Duration every) {
        this.collector = collector;
        this.exported = counter(registry, "exported");
        this.dropped = counter(registry, "dropped");
        this.thread = supervisor.repeat("traces", every, every, this::send);
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return Counter.builder("kms.trace.spans")
                .description(
                        "Spans that were sent to the collector, and that were dropped because it took them too slowly or not")
                .tag("result", result)
                .register(registry);
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (span.getSpanContext().isSampled() && !waiting.offer(span)) {
            dropped.increment();
        }
    }

    /** Sends all that waits, unless the collector takes no more. */
    private synchronized void send() throws InterruptedException {
        boolean more = true;
        while (more) {
            List<ReadableSpan> next = new ArrayList<>(AT_ONCE);
            waiting.drainTo(next, AT_ONCE - sending.size());
            next.forEach(span -> sending.add(span.toSpanData()));
            more = !sending.isEmpty() && settled(collector.send(sending));
        }
    }

    /** Whether something else can be sent. */
    private boolean settled(Collector.Outcome outcome) {
        return switch (outcome) {
            case Collector.Outcome.Taken taken -> {
                tell("");
                exported.increment(sending.size());
                sending.clear();
                yield true;
            }
            case Collector.Outcome.Refused(String reason) -> {
                tell(reason);
                dropped.increment(sending.size());
                sending.clear();
                yield false;
            }
            case Collector.Outcome.NotNow(String reason) -> {
                tell(reason);
                yield false;
            }
        };
    }

    private void tell(String reason) {
        boolean fails = !reason.isEmpty();
        if (fails && !failing) {
            LOG.warnf(
                    "event=traces_not_sent reason=\"%s\" The collector does not take traces: see keywright.telemetry.endpoint."
                            + " Requests are served all the same.",
                    reason);
        } else if (!fails && failing) {
            LOG.info("event=traces_sent The collector takes traces again.");
        }
        failing = fails;
    }

    /** Tries once more to send what waits. */
    @Override
    public void close() {
        thread.close();
        try {
            send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        collector.close();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
