package io.keywright.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChoresTest {

    private static final int PATIENCE_SECONDS = 20;
    private static final Duration LONG = Duration.ofDays(1);

    private final AtomicLong clock = new AtomicLong();
    private final MemoryClaims claims = new MemoryClaims();
    private final NodeLease lease = new NodeLease(claims, new UUID(1, 1), clock::get);
    private final NodeLease other = new NodeLease(claims, new UUID(2, 2), clock::get);
    private final Supervisor supervisor = new Supervisor();
    private final Chores chores = new Chores(lease, supervisor);
    private final Semaphore turns = new Semaphore(0);
    private final Semaphore elsewhere = new Semaphore(0);
    private Optional<Supervised> chore = Optional.empty();

    @AfterEach
    void end() throws Exception {
        chore.orElseThrow().stop();
        assertThat(chore.orElseThrow().awaitEnd(Duration.ofSeconds(PATIENCE_SECONDS)))
                .isTrue();
    }

    private void begin(Duration first, Duration pause, Supervisor.Turn turn) {
        chore = Optional.of(chores.repeat("chore", first, pause, turn, elsewhere::release));
    }

    private void begin(Duration first, Duration pause) {
        begin(first, pause, turns::release);
    }

    private static void comes(Semaphore what) throws InterruptedException {
        assertThat(what.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** The other node hears nothing of this one, and takes over. */
    private void lose() throws StoreException {
        other.tend();
        clock.addAndGet(NodeLease.SILENCE.toNanos());
        other.tend();
        assertThat(other.isHeld()).isTrue();
        lease.tend();
    }

    @Test
    void aTurnThatFailedIsNoFailureOfThisNodeOnceAnotherGoesOn() throws Exception {
        lease.tend();
        begin(Duration.ZERO, LONG, () -> {
            turns.release();
            throw new IllegalStateException("planned");
        });
        comes(turns);
        while (supervisor.failing().isEmpty()) {
            Thread.onSpinWait();
        }
        lose();
        comes(elsewhere);
        comes(elsewhere);
        assertThat(supervisor.failing()).isEmpty();
    }

    @Test
    void whatWasDueMeanwhileIsDoneAtOnceByTheNodeThatTakesOver() throws Exception {
        begin(Duration.ZERO, LONG);
        comes(elsewhere);
        assertThat(turns.availablePermits()).isZero();
        lease.tend();
        comes(turns);
    }

    @Test
    void nothingIsDoneElsewhereWhereThisNodeDoesIt() throws Exception {
        lease.tend();
        begin(Duration.ZERO, Duration.ZERO);
        comes(turns);
        comes(turns);
        assertThat(elsewhere.availablePermits()).isZero();
    }
}
