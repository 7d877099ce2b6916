package io.keywright.core.bundle;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells all who wait that trust anchors may have changed. Thread-safe. */
public final class BundleNews implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long edition;
    private boolean closed;

    /** A number that is another one after each change. */
    public long edition() {
        lock.lock();
        try {
            return edition;
        } finally {
            lock.unlock();
        }
    }

    /** Anchors have been read again. */
    public void changed() {
        lock.lock();
        try {
            edition++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns when there is another edition than {@code seen}, {@code patience} is over, or nobody may wait any more.
     *
     * @return whether waiting on makes sense: there is another edition
     */
    public boolean await(long seen, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (edition == seen && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return edition != seen;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits from now on. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
