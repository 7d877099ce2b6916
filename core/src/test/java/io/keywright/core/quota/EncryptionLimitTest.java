package io.keywright.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.UsageChange.KeyUsed;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Tally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** No version of a key encrypts more often than is safe. */
class EncryptionLimitTest {

    private static final int LEFT = 100;

    private final MemoryUsage store = new MemoryUsage();
    private final KeyMetadata key = LimitedKeys.key(1, 1_000_000);
    private KeyQuota quota = quota();

    private KeyQuota quota() {
        return new KeyQuota(
                new RateLimiter<UUID>("key_rate", Optional.empty(), System::nanoTime),
                new EncryptionLimit(store, Runnable::run, 10),
                new DailyUsage(store, Runnable::run, 10, new SetClock("2026-03-01T12:00:00Z")));
    }

    /** The key has encrypted so often that so few encryptions are left. */
    private void leave(long left) {
        store.commit(new KeyUsed(key.scope(), key.keyId(), LocalDate.EPOCH).encrypting(EncryptionLimit.MOST - left));
    }

    private Reservation taken(int uses) {
        return quota.take(key, KeyUsage.ENCRYPT, uses).join();
    }

    private void done(Reservation reservation, Optional<Tally> told) {
        store.commit(reservation.done(told));
        reservation.settle(true);
    }

    private void refuses(int uses, long left) {
        assertThatThrownBy(() -> taken(uses))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(KeywrightException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.KEY_INACTIVE);
                    assertThat(e.advice()).contains("rotate it");
                    assertThat(e.details())
                            .containsEntry("reason", "encryption_limit")
                            .containsEntry("key_state", "active")
                            .containsEntry("limit", 1L << 32)
                            .containsEntry("left", left);
                });
    }

    @Test
    void theLastEncryptionIsDoneAndTheNextRefusedAlsoAfterARestart() {
        leave(2);
        done(taken(2), Optional.empty());
        refuses(1, 0);
        quota = quota();
        refuses(1, 0);
        assertThat(store.encryptions(key.scope(), key.keyId())).isEqualTo(1L << 32);
        assertThat(quota.take(key, KeyUsage.DECRYPT, 1)).isCompleted();
    }

    @Test
    void aBatchBeyondTheLimitTakesNothing() {
        leave(LEFT);
        refuses(LEFT + 1, LEFT);
        done(taken(LEFT), Optional.empty());
        refuses(1, 0);
    }

    @Test
    void whatDoesNotLeaveTheServiceIsGivenBack() {
        leave(3);
        Reservation refused = taken(3);
        store.commit(refused.use());
        refused.settle(true);
        Tally oneOfThree = new Tally(List.of(new Tally.Use(key.keyId(), KeyUsage.ENCRYPT, 3, 2)), Optional.empty());
        done(taken(3), Optional.of(oneOfThree));
        refuses(3, 2);
        done(taken(2), Optional.empty());
        assertThat(store.encryptions(key.scope(), key.keyId())).isEqualTo(EncryptionLimit.MOST);
    }

    @Test
    void whatTheDayHasNoRoomForIsGivenBack() {
        leave(10);
        KeyMetadata limited = LimitedKeys.key(1, 4);
        assertThat(quota.take(limited, KeyUsage.ENCRYPT, 5)).isCompletedExceptionally();
        done(taken(10), Optional.empty());
        refuses(1, 0);
    }

    @Test
    void whatTheJournalMayHaveCommittedCountsAsTheStoreSays() {
        leave(2);
        Reservation lost = taken(1);
        lost.done(Optional.empty());
        lost.settle(false);
        Reservation durable = taken(1);
        store.commit(durable.done(Optional.empty()));
        durable.settle(false);
        done(taken(1), Optional.empty());
        refuses(1, 0);
    }

    @Test
    void aCallThatIsRefusedAfterAnotherChangeCameFirstLeavesThoseUnderWayCounted() {
        leave(2);
        Reservation other = taken(1);
        Reservation overtaken = taken(1);
        overtaken.done(Optional.empty());
        overtaken.settle(false);
        store.commit(overtaken.use());
        overtaken.settle(true);
        refuses(1, 0);
        done(other, Optional.empty());
        done(taken(1), Optional.empty());
        refuses(1, 0);
    }

    @Test
    void theStoreIsReadOnceForEachKey() {
        taken(1);
        int readings = store.readings();
        for (int i = 0; i < 5; i++) {
            done(taken(1), Optional.empty());
        }
        assertThat(store.readings()).isEqualTo(readings);
    }

    @Test
    void ofManyThreadsExactlyAsManyAsAreLeftEncrypt() throws Exception {
        leave(LEFT);
        AtomicLong encrypted = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> racing = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int items = 1 + i % 3;
                racing.add(threads.submit(() -> {
                    for (int j = 0; j < 20; j++) {
                        quota.take(key, KeyUsage.ENCRYPT, items)
                                .thenAccept(taken -> {
                                    done(taken, Optional.empty());
                                    encrypted.addAndGet(items);
                                })
                                .exceptionally(refused -> null)
                                .join();
                    }
                }));
            }
            for (Future<?> each : racing) {
                each.get();
            }
        }
        assertThat(encrypted.get()).isEqualTo(LEFT);
        assertThat(store.encryptions(key.scope(), key.keyId())).isEqualTo(EncryptionLimit.MOST);
    }
}
