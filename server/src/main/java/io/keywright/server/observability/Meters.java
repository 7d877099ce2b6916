package io.keywright.server.observability;

import io.keywright.core.call.CallWatch;
import io.keywright.model.ErrorCode;
import io.keywright.model.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The contract's request metrics. No label grows with tenants, keys or callers. */
@Singleton
public class Meters implements CallWatch {

    private static final Logger LOG = Logger.getLogger(Meters.class);
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long MILLIS_PER_SECOND = 1000;
    private static final double[] BUCKETS_MILLIS = {
        0.5, 1, 2, 3, 5, 8, 10, 20, 30, 50, 80, 100, 200, 500, 1000, 2000, 5000
    };

    private record OfOperation(Counter succeeded, Counter refused, DistributionSummary latency) {}

    private final MeterRegistry registry;
    private final AtomicLong lastRotation = new AtomicLong();
    private final Map<String, OfOperation> operations = new ConcurrentHashMap<>();
    private final Map<ErrorCode, Counter> errors = new EnumMap<>(ErrorCode.class);
    private final Counter withoutReceipt;
    private final Counter abandoned;

    Meters(MeterRegistry registry) {
        this.registry = registry;
        this.withoutReceipt = Counter.builder("kms.refusals.without.receipt")
                .description("Refusals that left no receipt, because their callers' refusals had left enough")
                .register(registry);
        this.abandoned = Counter.builder("kms.requests.abandoned")
                .description("Requests whose clients went away before their bodies had come")
                .register(registry);
        Gauge.builder("kms.last.rotation.timestamp.seconds", lastRotation, AtomicLong::get)
                .description("When a key was last rotated, in Unix time; 0 if never since the start")
                .register(registry);
        for (ErrorCode code : ErrorCode.values()) {
            errors.put(
                    code,
                    Counter.builder("kms.request.errors")
                            .description("Answers that were errors, by code")
                            .tag("code", code.name())
                            .register(registry));
        }
    }

    @Override
    public void ended(String name, @Nullable ErrorCode refusal, long startedNanos) {
        OfOperation meters = operations.computeIfAbsent(name, this::register);
        (refusal == null ? meters.succeeded() : meters.refused()).increment();
        meters.latency().record((System.nanoTime() - startedNanos) / NANOS_PER_MILLI);
        if (name.equals(Operation.ROTATE.verb())) {
            rotated(refusal == null);
        }
    }

    @Override
    public void notFollowed(String name, Throwable cause) {
        LOG.errorf(
                cause,
                "event=change_not_followed operation=%s The change is durable, and what had to follow it failed.",
                name);
    }

    /** Counts an error. */
    public void failed(ErrorCode code) {
        Counter counter = errors.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Counts a refusal that left no receipt. */
    public void refusedWithoutReceipt() {
        withoutReceipt.increment();
    }

    /** Counts a request whose client went away in the middle of it. */
    public void abandoned() {
        abandoned.increment();
    }

    /** Counts a rotation, and remembers when the last one went well. */
    private void rotated(boolean success) {
        Counter.builder("kms.rotation")
                .description("Rotations of keys that were asked for, by result")
                .tag("result", success ? "success" : "failure")
                .register(registry)
                .increment();
        if (success) {
            lastRotation.set(System.currentTimeMillis() / MILLIS_PER_SECOND);
        }
    }

    private OfOperation register(String operation) {
        return new OfOperation(
                requests(operation, "success"),
                requests(operation, "error"),
                DistributionSummary.builder("kms.operation.latency.ms")
                        .description("Milliseconds from a request's arrival to its answer")
                        .tag("operation", operation)
                        .serviceLevelObjectives(BUCKETS_MILLIS)
                        .register(registry));
    }

    private Counter requests(String operation, String status) {
        return Counter.builder("kms.requests")
                .description("Answers, by operation and status")
                .tag("operation", operation)
                .tag("status", status)
                .register(registry);
    }
}
