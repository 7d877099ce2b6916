package io.keywright.core.work;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Computations of one effort: those that wait, and the threads that compute them. Thread-safe. */
final class Lane implements AutoCloseable {

    /** What has become of a computation that was offered. */
    enum Offer {
        TAKEN,
        /** As much of its tenant waits as may. */
        TENANT_FULL,
        /** As much of all tenants waits as may, or the lane is closed. */
        FULL
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Effort effort;
    private final Turns<Computation<?>> turns;
    private final List<Supervised> threads;
    private boolean closed;

    /** @param mostPerTenant how many of one tenant may wait */
    Lane(Effort effort, int mostPerTenant, int threads, Supervisor supervisor) {
        this.effort = effort;
        this.turns = new Turns<>(mostPerTenant);
        String name = "compute-" + effort.name().toLowerCase(Locale.ROOT) + "-";
        this.threads = IntStream.range(0, threads)
                .mapToObj(
                        i -> supervisor.start(Thread.ofPlatform().name(name + i).daemon(), this::serve))
                .toList();
    }

    Offer offer(String tenantId, Computation<?> computation) {
        lock.lock();
        try {
            if (turns.full(tenantId)) {
                return Offer.TENANT_FULL;
            }
            if (closed || turns.full()) {
                return Offer.FULL;
            }
            turns.add(tenantId, computation);
            arrived.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        Computation<?> computation = next();
        if (computation != null) {
            try {
                giveWay();
            } finally {
                computation.run();
            }
        }
    }

    /** Not when the thread starts: what it takes to call the operating system would delay the start of the service. */
    private void giveWay() {
        if (effort == Effort.LONG) {
            Priority.giveWay();
        }
    }

    /** What is to be computed next, once there is something; null at the end. */
    private @Nullable Computation<?> next() {
        lock.lock();
        try {
            Computation<?> computation = turns.next();
            while (computation == null && !closed) {
                arrived.awaitUninterruptibly();
                computation = turns.next();
            }
            return computation;
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return turns.size();
        } finally {
            lock.unlock();
        }
    }

    int mostPerTenant() {
        return turns.mostPerTenant();
    }

    /** Takes no more, and answers what waits, which is not computed any more. */
    List<Computation<?>> stop() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
            return turns.drained().toList();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when what runs is done; {@link #stop} comes first. */
    @Override
    public void close() {
        threads.forEach(Supervised::close);
    }
}
