package io.keywright.server.observability;

import io.keywright.core.lifecycle.KeyAccessWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Measures how long those who use keys wait for them, with memory and without. */
public final class KeyAccessMeters implements KeyAccessWatch {

    private static final Duration[] BUCKETS = {
        Duration.ofNanos(10_000),
        Duration.ofNanos(100_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofSeconds(1)
    };

    private final Timer hits;
    private final Timer misses;

    public KeyAccessMeters(MeterRegistry registry) {
        this.hits = timer(registry, "hit");
        this.misses = timer(registry, "miss");
    }

    private static Timer timer(MeterRegistry registry, String outcome) {
        return Timer.builder("kms.cache.access")
                .description("How long a use waits for its key, by whether memory had it")
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    public void accessed(boolean held, long nanos) {
        (held ? hits : misses).record(nanos, TimeUnit.NANOSECONDS);
    }
}
