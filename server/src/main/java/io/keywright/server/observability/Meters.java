package io.keywright.server.observability;

import io.keywright.core.call.CallWatch;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
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

    /** Those of which a rate can be taken from 0. */
    private static final List<String> LIMITS = List.of("caller_rate", "key_rate", "daily_usage");

    private record OfOperation(Counter succeeded, Counter refused, DistributionSummary latency) {}

    private final MeterRegistry registry;
    private final AtomicLong lastRotation = new AtomicLong();
    private final Map<String, OfOperation> operations = new ConcurrentHashMap<>();
    private final Map<ErrorCode, Counter> errors = new EnumMap<>(ErrorCode.class);
    private final Counter rotated;
    private final Counter notRotated;
    private final Counter withoutReceipt;
    private final Counter abandoned;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        this.rotated = rotations("success");
        this.notRotated = rotations("failure");
        LIMITS.forEach(this::limited);
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
    public void failed(KeywrightException error) {
        Counter counter = errors.get(error.code());
        if (counter != null) {
            counter.increment();
        }
        if (error.code() == ErrorCode.RATE_LIMITED) {
            limited(String.valueOf(error.details().get("reason"))).increment();
        }
    }

    /** Always the same for a limit; which there are is written in the code. */
    private Counter limited(String limit) {
        return Counter.builder("kms.limit.refusals")
                .description("Requests that were refused because there were too many, by the limit that was reached")
                .tag("limit", limit)
                .register(registry);
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
        (success ? rotated : notRotated).increment();
        if (success) {
            lastRotation.set(System.currentTimeMillis() / MILLIS_PER_SECOND);
        }
    }

    private Counter rotations(String result) {
        return Counter.builder("kms.rotation")
                .description("Rotations of keys, by their schedule or because somebody asked, by result")
                .tag("result", result)
                .register(registry);
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
