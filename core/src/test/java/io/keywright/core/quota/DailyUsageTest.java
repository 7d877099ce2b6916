package io.keywright.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class DailyUsageTest {

    private final SetClock clock = new SetClock("2026-03-01T12:00:00Z");
    private final MemoryUsage store = new MemoryUsage();
    private final DailyUsage usage = new DailyUsage(store, Runnable::run, 10, clock);

    private Reservation taken(KeyMetadata key) {
        CompletableFuture<Reservation> taken = usage.take(key);
        assertThat(taken).as("the answer at once").isDone();
        return taken.join();
    }

    /** Takes a use and makes it durable, as a request does that goes well. */
    private void used(KeyMetadata key) {
        commit(taken(key));
    }

    private void commit(Reservation reservation) {
        store.commit(reservation.use());
        reservation.settle(true);
    }

    private static void fail(Reservation reservation) {
        reservation.settle(false);
    }

    private KeywrightException refusal(KeyMetadata key) {
        CompletionException failure = catchThrowableOfType(
                CompletionException.class, () -> usage.take(key).join());
        assertThat(failure).as("a refusal").isNotNull();
        return (KeywrightException) Objects.requireNonNull(failure.getCause());
    }

    private void assertSpent(KeyMetadata key) {
        assertThat(refusal(key).code()).isEqualTo(ErrorCode.RATE_LIMITED);
    }

    @Test
    void refusesTheFirstUseAboveTheLimitAndSaysUntilWhen() {
        KeyMetadata key = LimitedKeys.key(1, 2);
        used(key);
        used(key);

        KeywrightException refusal = refusal(key);
        assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refusal.details()).containsEntry("reason", "daily_usage").containsEntry("limit", 2L);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofHours(12));
        used(LimitedKeys.key(2, 2));
    }

    @Test
    void aNewDayBeginsAtMidnightUtcAndNotBefore() {
        KeyMetadata key = LimitedKeys.key(1, 1);
        used(key);
        clock.set("2026-03-01T23:59:59.999Z");
        assertThat(refusal(key).retryAfter()).isEqualTo(Duration.ofMillis(1));
        clock.set("2026-03-02T00:00:00Z");
        used(key);
        assertThat(refusal(key).retryAfter()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aUseCountsForTheDayOnWhichItWasTaken() {
        KeyMetadata key = LimitedKeys.key(1, 1);
        clock.set("2026-03-01T23:59:59Z");
        Reservation late = taken(key);
        clock.set("2026-03-02T00:00:01Z");
        commit(late);
        used(key);
        assertSpent(key);
        clock.set("2026-03-01T23:59:59Z");
        assertSpent(key);
    }

    @Test
    void startsFromWhatIsDurable() {
        KeyMetadata key = LimitedKeys.key(1, 3);
        used(key);
        used(key);
        DailyUsage restarted = new DailyUsage(store, Runnable::run, 10, clock);
        assertThat(restarted.take(key)).isCompleted();
        assertThat(restarted.take(key)).isCompletedExceptionally();
    }

    @Test
    void readsTheStoreOnceForEachKeyAndDay() {
        for (int i = 0; i < 5; i++) {
            used(LimitedKeys.key(1, 10));
            used(LimitedKeys.key(2, 10));
        }
        assertThat(store.readings()).isEqualTo(2);
    }

    @Test
    void aLoweredLimitHoldsAtOnce() {
        used(LimitedKeys.key(1, 10));
        used(LimitedKeys.key(1, 10));
        assertSpent(LimitedKeys.key(1, 1));
        used(LimitedKeys.key(1, 3));
    }

    @Test
    void aUseThatTheJournalCouldNotCommitIsGivenBack() {
        KeyMetadata key = LimitedKeys.key(1, 1);
        fail(taken(key));
        used(key);
        assertSpent(key);
    }

    @Test
    void aUseThatIsDurableAlthoughTheJournalFailedCounts() {
        KeyMetadata key = LimitedKeys.key(1, 1);
        Reservation reservation = taken(key);
        store.commit(reservation.use());
        fail(reservation);
        assertSpent(key);
    }

    @Test
    void aFailedUseIsNotGivenBackWhileOthersAreUnderWay() {
        KeyMetadata key = LimitedKeys.key(1, 2);
        Reservation other = taken(key);
        fail(taken(key));
        assertSpent(key);
        commit(other);
        used(key);
        assertSpent(key);
    }

    @Test
    void aKeyThatMemoryHasNoRoomForStaysExactWhileUsesAreUnderWay() {
        KeyMetadata key = LimitedKeys.key(0, 1);
        Reservation underWay = taken(key);
        for (int other = 1; other <= 1000; other++) {
            used(LimitedKeys.key(other, 1));
        }
        assertSpent(key);
        commit(underWay);
        assertSpent(key);
    }

    @Test
    void aStoreThatCannotBeReadRefusesAndIsAskedAgain() {
        KeyMetadata key = LimitedKeys.key(1, 1);
        store.down(true);
        assertThat(refusal(key).code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        store.down(false);
        used(key);
    }

    @RepeatedTest(5)
    void ofManyThreadsExactlyAsManyAsAllowedGetAUse() throws Exception {
        AtomicInteger successes = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        try (ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor()) {
            DailyUsage shared = new DailyUsage(store, blocking, 10, clock);
            for (int i = 0; i < 16; i++) {
                threads.add(Thread.ofVirtual().start(() -> race(shared, start, successes)));
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(successes).hasValue(100);
    }

    private void race(DailyUsage shared, CountDownLatch start, AtomicInteger successes) {
        KeyMetadata key = LimitedKeys.key(7, 100);
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < 50; i++) {
            shared.take(key)
                    .thenAccept(use -> {
                        commit(use);
                        successes.incrementAndGet();
                    })
                    .exceptionally(refused -> null)
                    .join();
        }
    }
}
