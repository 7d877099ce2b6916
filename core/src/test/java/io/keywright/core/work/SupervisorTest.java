package io.keywright.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that the service cannot do without survive what their work throws, and it is told. */
class SupervisorTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Supervisor supervisor = new Supervisor(new Told(told), InstantSource.fixed(NOW));

    private record Told(BlockingQueue<String> lines) implements Supervisor.Watch {

        @Override
        public void failed(String thread, Throwable cause) {
            lines.add(thread + " failed: " + cause.getMessage());
        }

        @Override
        public void recovered(String thread) {
            lines.add(thread + " recovered");
        }

        @Override
        public void outOfMemory(String thread, OutOfMemoryError cause) {
            lines.add(thread + " ends the process");
        }
    }

    private String next() throws InterruptedException {
        String line = told.poll(30, TimeUnit.SECONDS);
        return line == null ? "nothing" : line;
    }

    private Supervised start(Supervisor.Turn turn) {
        return supervisor.start(Thread.ofVirtual().name("work"), turn);
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, NoClassDefFoundError.class, IllegalStateException.class})
    void aTurnThatThrowsIsToldOnceAndFollowedByOthersUntilOneSucceeds(Class<? extends Throwable> kind)
            throws Exception {
        Throwable failure = kind.getConstructor(String.class).newInstance("planned");
        AtomicInteger turns = new AtomicInteger();
        try (Supervised _ = start(() -> {
            if (turns.incrementAndGet() <= 3) {
                raise(failure);
            }
        })) {
            assertThat(next()).isEqualTo("work failed: planned");
            assertThat(next()).isEqualTo("work recovered");
        }
        assertThat(told).isEmpty();
    }

    private static void raise(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }

    @Test
    void whoAsksIsToldWhichThreadsFailAndSinceWhen() throws Exception {
        CountDownLatch mended = new CountDownLatch(1);
        try (Supervised _ = start(() -> {
            if (mended.getCount() > 0) {
                throw new StackOverflowError("planned");
            }
        })) {
            assertThat(next()).isEqualTo("work failed: planned");
            assertThat(supervisor.failing()).containsExactly(new Supervisor.Failing("work", NOW));
            mended.countDown();
            assertThat(next()).isEqualTo("work recovered");
            assertThat(supervisor.failing()).isEmpty();
        }
    }

    @Test
    void memoryThatIsExhaustedEndsTheProcess() throws Exception {
        CountDownLatch once = new CountDownLatch(1);
        try (Supervised _ = start(() -> {
            if (once.getCount() > 0) {
                once.countDown();
                throw new OutOfMemoryError("planned");
            }
        })) {
            assertThat(next()).isEqualTo("work ends the process");
        }
    }

    @Test
    void aWatchThatThrowsEndsNothing() throws Exception {
        AtomicInteger turns = new AtomicInteger();
        CountDownLatch third = new CountDownLatch(3);
        Supervisor.Watch throwing = new Supervisor.Watch() {
            @Override
            public void failed(String thread, Throwable cause) {
                throw new StackOverflowError();
            }

            @Override
            public void recovered(String thread) {
                throw new IllegalStateException();
            }

            @Override
            public void outOfMemory(String thread, OutOfMemoryError cause) {
                throw new OutOfMemoryError();
            }
        };
        try (Supervised _ = new Supervisor(throwing, InstantSource.fixed(NOW)).start(Thread.ofVirtual(), () -> {
            third.countDown();
            if (turns.incrementAndGet() == 1) {
                throw new OutOfMemoryError("planned");
            }
        })) {
            assertThat(third.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void oneThatIsStoppedDoesNoMoreTurnsAndNobodyIsToldOfItsInterruption() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Supervised stopped = start(() -> {
            begun.countDown();
            TimeUnit.HOURS.sleep(1);
        });
        begun.await();
        stopped.stop();
        assertThat(stopped.awaitEnd(Duration.ofSeconds(30))).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void oneThatIsClosedFinishesItsTurn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        try (Supervised _ = start(() -> {
            begun.countDown();
            TimeUnit.MILLISECONDS.sleep(20);
            finished.incrementAndGet();
        })) {
            begun.await();
        }
        assertThat(finished).hasPositiveValue();
    }

    @Test
    void workThatIsRepeatedGoesOnAfterItFailed() throws Exception {
        AtomicInteger turns = new AtomicInteger();
        Supervised repeated = supervisor.repeat("sweep", Duration.ZERO, Duration.ofMillis(1), () -> {
            if (turns.incrementAndGet() == 2) {
                throw new StackOverflowError("planned");
            }
        });
        assertThat(next()).isEqualTo("sweep failed: planned");
        assertThat(next()).isEqualTo("sweep recovered");
        repeated.stop();
    }
}
