package io.keywright.server.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.observability.Health.NamedProbe;
import io.keywright.server.observability.Health.Report;
import io.keywright.server.observability.Health.Weight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A probe that hangs is told of and takes one thread, however often health is asked. */
class HangingProbeTest {

    private static final Duration LIMIT = Duration.ofMillis(50);
    private static final Instant BEGAN = Instant.parse("2026-11-26T10:00:00Z");

    @Test
    void oneThatHangsRunsOnceAndIsToldOfUntilItEnds() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch hangs = new CountDownLatch(1);
        AtomicReference<Instant> now = new AtomicReference<>(BEGAN);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            NamedProbe probe = new NamedProbe("root", Weight.PARTIAL, "the root is away", () -> {
                runs.incrementAndGet();
                hangs.await();
            });
            Health health = new Health(List.of(probe), LIMIT, now::get, threads);
            assertUnanswered(health.report());
            now.set(BEGAN.plusSeconds(60));
            for (int i = 0; i < 100; i++) {
                assertUnanswered(health.report());
            }
            assertThat(runs).hasValue(1);
            hangs.countDown();
            while (!health.report().status().equals("healthy")) {
                Thread.onSpinWait();
            }
        }
    }

    private static void assertUnanswered(Report report) {
        assertThat(report.status()).isEqualTo("degraded");
        assertThat(report.checks())
                .singleElement()
                .isEqualTo(new Health.Check("root", "fail", "no answer since 2026-11-26T10:00:00Z: the root is away"));
    }

    @Test
    void anErrorOfTheRuntimeIsAFailureAsAnyOther() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            NamedProbe probe = new NamedProbe("root", Weight.VITAL, "the root is away", () -> {
                throw new NoClassDefFoundError("planned");
            });
            Report report = new Health(List.of(probe), Duration.ofSeconds(30), Clock.systemUTC(), threads).report();
            assertThat(report.serving()).isFalse();
        }
    }
}
