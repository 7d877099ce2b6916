package io.keywright.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ComputationsTest {

    private static final int MOST_SHORT = 8;
    private static final int MOST_LONG = 4;

    private final Computations computations =
            new Computations(new Computations.Limits(2, MOST_SHORT, MOST_LONG), new Supervisor());
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        computations.close();
    }

    /** Keeps a thread busy until the gate opens. */
    private String blocked() {
        try {
            assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return "done";
    }

    /** Submits work that has to wait. */
    private void queue(String tenantId, Effort effort) {
        assertThat(computations.submit(tenantId, effort, Deadline.never(), () -> "done"))
                .isNotDone();
    }

    /** Takes a thread until the gate opens. */
    private void occupy(String tenantId, Effort effort) {
        assertThat(started(tenantId, effort)).isNotDone();
    }

    private CompletableFuture<String> started(String tenantId, Effort effort) {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<String> result = computations.submit(tenantId, effort, Deadline.never(), () -> {
            started.countDown();
            return blocked();
        });
        try {
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return result;
    }

    private static KeywrightException refusal(CompletableFuture<?> result) {
        return assertThat(result)
                .completesExceptionallyWithin(1, TimeUnit.SECONDS)
                .withThrowableOfType(Exception.class)
                .extracting(Throwable::getCause, InstanceOfAssertFactories.type(KeywrightException.class))
                .actual();
    }

    @Test
    void givesWhatTheWorkGivesAndThrowsWhatItThrows() {
        assertThat(computations.run("acme", Effort.SHORT, Deadline.never(), () -> 42))
                .isEqualTo(42);
        IllegalStateException failure = new IllegalStateException("as planned");
        assertThatThrownBy(() -> computations.run("acme", Effort.LONG, Deadline.never(), () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void longOnesLeaveAThreadToShortOnes() {
        occupy("acme", Effort.LONG);
        CompletableFuture<String> second = computations.submit("acme", Effort.LONG, Deadline.never(), this::blocked);
        for (int i = 0; i < 20; i++) {
            assertThat(computations.run("globex", Effort.SHORT, Deadline.never(), () -> "signed"))
                    .isEqualTo("signed");
        }
        assertThat(second).isNotDone();
        assertThat(computations.waiting(Effort.LONG)).isEqualTo(1);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void longOnesGiveWayToEverythingElse() {
        assertThat(computations.run("acme", Effort.LONG, Deadline.never(), ComputationsTest::niceness))
                .isGreaterThan(niceness());
        assertThat(computations.run("acme", Effort.SHORT, Deadline.never(), ComputationsTest::niceness))
                .isEqualTo(niceness());
    }

    /** That of the thread that asks, as proc(5) has it. */
    private static int niceness() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String[] fromState = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Integer.parseInt(fromState[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aStreamOfShortOnesDoesNotKeepLongOnesWaiting() {
        occupy("acme", Effort.SHORT);
        occupy("acme", Effort.SHORT);
        queue("acme", Effort.SHORT);
        CompletableFuture<String> key = computations.submit("acme", Effort.LONG, Deadline.never(), () -> "key");
        gate.countDown();
        assertThat(key).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void tenantsTakeTurns() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<String> first = started("acme", Effort.LONG);
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (String tenantId : List.of("acme", "acme", "acme", "globex", "globex", "initech")) {
            all.add(computations.submit(tenantId, Effort.LONG, Deadline.never(), () -> order.add(tenantId)));
        }
        gate.countDown();
        assertThat(first).succeedsWithin(10, TimeUnit.SECONDS);
        all.forEach(result -> assertThat(result).succeedsWithin(10, TimeUnit.SECONDS));
        assertThat(order).containsExactly("acme", "globex", "initech", "acme", "globex", "acme");
    }

    @Test
    void whoHasTooMuchWaitingIsTurnedAwayAndNobodyElse() {
        occupy("acme", Effort.LONG);
        for (int i = 0; i < MOST_LONG; i++) {
            queue("acme", Effort.LONG);
        }
        KeywrightException refusal = refusal(computations.submit("acme", Effort.LONG, Deadline.never(), () -> "key"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refusal.details())
                .containsEntry("reason", "too_many_waiting")
                .containsEntry("limit", MOST_LONG);
        assertThat(refusal.retryAfter()).isPositive();
        queue("globex", Effort.LONG);
        assertThat(computations.run("acme", Effort.SHORT, Deadline.never(), () -> "signed"))
                .isEqualTo("signed");
    }

    @Test
    void ifTooMuchOfAllWaitsEverybodyIsTurnedAway() {
        occupy("acme", Effort.LONG);
        for (int tenant = 0; tenant < 16; tenant++) {
            for (int i = 0; i < MOST_LONG; i++) {
                queue("tenant-" + tenant, Effort.LONG);
            }
        }
        KeywrightException refusal = refusal(computations.submit("late", Effort.LONG, Deadline.never(), () -> "key"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        assertThat(refusal.details()).containsEntry("reason", "busy");
        gate.countDown();
    }

    @Test
    void anErrorOfTheRuntimeEndsNoThread() {
        for (int i = 0; i < 10; i++) {
            CompletableFuture<String> failed = computations.submit("acme", Effort.SHORT, Deadline.never(), () -> {
                throw new StackOverflowError("as planned");
            });
            assertThat(failed)
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableOfType(Exception.class)
                    .withCauseInstanceOf(StackOverflowError.class);
        }
        assertThat(computations.run("acme", Effort.SHORT, Deadline.never(), () -> "signed"))
                .isEqualTo("signed");
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotComputed() {
        AtomicInteger computed = new AtomicInteger();
        occupy("acme", Effort.LONG);
        assertThat(computations
                        .submit("acme", Effort.LONG, Deadline.never(), computed::incrementAndGet)
                        .cancel(false))
                .isTrue();
        gate.countDown();
        assertThat(computations.run("acme", Effort.LONG, Deadline.never(), () -> "key"))
                .isEqualTo("key");
        assertThat(computed).hasValue(0);
    }

    @Test
    void finishesWhatRunsWhenItClosesAndTurnsAwayTheRest() throws Exception {
        CompletableFuture<String> running = started("acme", Effort.LONG);
        CompletableFuture<String> waiting = computations.submit("acme", Effort.LONG, Deadline.never(), () -> "key");
        Thread closing = Thread.startVirtualThread(computations::close);
        assertThat(refusal(waiting).code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        gate.countDown();
        assertThat(running).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo("done");
        assertThat(refusal(computations.submit("acme", Effort.LONG, Deadline.never(), () -> "key"))
                        .code())
                .isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void whatMissesItsDeadlineWhileItWaitsIsNotComputed() {
        AtomicInteger computed = new AtomicInteger();
        occupy("acme", Effort.LONG);
        CompletableFuture<Integer> late =
                computations.submit("acme", Effort.LONG, Deadline.in(Duration.ZERO), computed::incrementAndGet);
        gate.countDown();
        assertThat(refusal(late).details()).containsEntry("reason", "deadline_exceeded");
        assertThat(computed).hasValue(0);
    }
}
