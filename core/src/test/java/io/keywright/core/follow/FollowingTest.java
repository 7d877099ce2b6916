package io.keywright.core.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.journal.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Memory follows the store in the order in which it changed, and catches up after a failure. */
class FollowingTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicInteger readings = new AtomicInteger();
    private volatile int inForce;
    private volatile boolean broken;
    private final Following following = new Following("numbers", this::read, InstantSource.fixed(NOW));

    private void read() throws StoreException {
        readings.incrementAndGet();
        int seen = stored.get();
        if (broken) {
            throw new StoreException("planned");
        }
        inForce = seen;
    }

    @Test
    void whatAnOlderReadingSawDoesNotTakeThePlaceOfWhatANewerOneSaw() throws Exception {
        CountDownLatch olderHasRead = new CountDownLatch(1);
        CountDownLatch olderGoesOn = new CountDownLatch(1);
        AtomicInteger held = new AtomicInteger();
        Following slow = new Following(
                "numbers",
                () -> {
                    int seen = stored.get();
                    if (held.getAndIncrement() == 0) {
                        olderHasRead.countDown();
                        waitFor(olderGoesOn);
                    }
                    inForce = seen;
                },
                InstantSource.fixed(NOW));
        stored.set(1);
        CompletableFuture<Void> older = CompletableFuture.runAsync(slow::changed);
        waitFor(olderHasRead);
        stored.set(2);
        CompletableFuture<Void> newer = CompletableFuture.runAsync(slow::changed);
        olderGoesOn.countDown();
        CompletableFuture.allOf(older, newer).get(30, TimeUnit.SECONDS);
        assertThat(inForce).isEqualTo(2);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReadingThatFailsAfterAChangeLeavesItBehindUntilOneSucceeds() throws Exception {
        following.read();
        stored.set(1);
        broken = true;
        following.changed();
        assertThat(inForce).isZero();
        assertThat(following.behindSince()).contains(NOW);
        assertThatThrownBy(following::catchUp).isInstanceOf(StoreException.class);
        broken = false;
        following.catchUp();
        assertThat(inForce).isEqualTo(1);
        assertThat(following.behindSince()).isEmpty();
    }

    @Test
    void whatIsNotBehindIsNotReadAgain() throws Exception {
        following.read();
        following.catchUp();
        assertThat(readings).hasValue(1);
    }
}
