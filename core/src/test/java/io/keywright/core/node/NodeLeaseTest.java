package io.keywright.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NodeLeaseTest {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1000);
    private final ShakyClaims claims = new ShakyClaims();
    private final NodeLease one = new NodeLease(claims, new UUID(1, 1), clock::get);
    private final NodeLease other = new NodeLease(claims, new UUID(2, 2), clock::get);

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void whoComesFirstHoldsItAsLongAsItSaysSo() throws Exception {
        one.tend();
        for (int second = 0; second < 120; second++) {
            other.tend();
            assertThat(one.isHeld()).isTrue();
            assertThat(other.isHeld()).isFalse();
            pass(LOOK);
            one.tend();
        }
        assertThat(claims.writes).hasValue(13);
    }

    @Test
    void ofOneThatFallsSilentAnotherTakesOverAndNeverBothHoldIt() throws Exception {
        one.tend();
        other.tend();
        Duration silent = Duration.ZERO;
        while (!other.isHeld()) {
            pass(LOOK);
            silent = silent.plus(LOOK);
            other.tend();
            assertThat(one.isHeld() && other.isHeld()).isFalse();
        }
        assertThat(silent).isEqualTo(NodeLease.SILENCE);

        one.tend();
        assertThat(one.isHeld()).isFalse();
        assertThat(other.isHeld()).isTrue();
    }

    @Test
    void whoCannotSaySoDoesNotHoldItLongBeforeAnotherTakesOver() throws Exception {
        one.tend();
        other.tend();
        claims.fail = true;
        pass(NodeLease.VALIDITY.minusNanos(1));
        assertThatThrownBy(one::tend).isInstanceOf(StoreException.class);
        assertThat(one.isHeld()).isTrue();
        pass(Duration.ofNanos(1));
        assertThat(one.isHeld()).isFalse();
        assertThatThrownBy(one::tend).isInstanceOf(StoreException.class);

        claims.fail = false;
        one.tend();
        assertThat(one.isHeld()).isTrue();
        pass(NodeLease.SILENCE.minus(NodeLease.VALIDITY));
        other.tend();
        assertThat(other.isHeld()).isFalse();
    }

    @Test
    void oneThatListensSinceNowWaitsAsLongAsTheOthers() throws Exception {
        one.tend();
        pass(NodeLease.SILENCE);
        other.tend();
        assertThat(other.isHeld()).as("it heard the word only now").isFalse();
        pass(NodeLease.SILENCE);
        other.tend();
        assertThat(other.isHeld()).isTrue();
    }

    @Test
    void ofTwoThatTakeOverAtOnceOneDoes() throws Exception {
        NodeLease third = new NodeLease(claims, new UUID(3, 3), clock::get);
        one.tend();
        other.tend();
        third.tend();
        pass(NodeLease.SILENCE);
        claims.between = () -> {
            try {
                third.tend();
            } catch (StoreException e) {
                throw new AssertionError(e);
            }
        };
        other.tend();
        assertThat(third.isHeld()).isTrue();
        assertThat(other.isHeld()).isFalse();
    }

    @Test
    void oneThatIsGivenBackIsTakenAtOnceAndNotByWhoGaveItBack() throws Exception {
        one.tend();
        other.tend();
        one.giveBack();
        assertThat(one.isHeld()).isFalse();
        one.tend();
        assertThat(one.isHeld()).isFalse();
        other.tend();
        assertThat(other.isHeld()).isTrue();
        one.giveBack();
        pass(NodeLease.RENEWAL);
        other.tend();
        assertThat(other.isHeld())
                .as("the first gave back what it had, no more")
                .isTrue();
    }

    @Test
    void choresWaitUntilTheirNodeHoldsIt() throws Exception {
        Queue<Boolean> held = new ConcurrentLinkedQueue<>();
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        one.tend();
        Supervised chore = new Chores(other, new Supervisor())
                .repeat(
                        "chore",
                        Duration.ZERO,
                        Duration.ZERO,
                        () -> {
                            held.add(other.isHeld());
                            done.countDown();
                        },
                        waiting::countDown);
        assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
        other.tend();
        assertThat(held).isEmpty();
        one.giveBack();
        other.tend();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        chore.stop();
        assertThat(chore.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(held).containsOnly(true);
    }

    @Test
    void aChoreThatWaitsEndsWhenItIsStopped() throws Exception {
        Supervised chore = new Chores(one, new Supervisor()).repeat("chore", Duration.ZERO, Duration.ZERO, () -> {});
        chore.stop();
        assertThat(chore.awaitEnd(Duration.ofSeconds(10))).isTrue();
    }

    /** The claims of a store that can fail, and in which another can come between. */
    private static final class ShakyClaims implements Claims {

        private final MemoryClaims claims = new MemoryClaims();
        private final AtomicInteger writes = new AtomicInteger();
        private Runnable between = () -> {};
        private boolean fail;

        @Override
        public Optional<Claim> current() throws StoreException {
            work();
            return claims.current();
        }

        @Override
        public boolean replace(Optional<Claim> before, Claim next) throws StoreException {
            work();
            Runnable first = between;
            between = () -> {};
            first.run();
            writes.incrementAndGet();
            return claims.replace(before, next);
        }

        @Override
        public void release(UUID node) throws StoreException {
            work();
            claims.release(node);
        }

        private void work() throws StoreException {
            if (fail) {
                throw new StoreException("planned");
            }
        }
    }
}
