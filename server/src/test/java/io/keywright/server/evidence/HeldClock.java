package io.keywright.server.evidence;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;

/** The system's clock, in which a thread can be held between reading the time and going on with it. */
final class HeldClock extends Clock {

    private static final Clock SYSTEM = Clock.systemUTC();

    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch read = new CountDownLatch(1);
    private volatile long heldThread = -1;

    /** From now on this thread is held once it has read the time. */
    void holdThisThread() {
        heldThread = Thread.currentThread().threadId();
    }

    /** Waits until a thread is held. */
    void awaitHeld() throws InterruptedException {
        read.await();
    }

    void release() {
        released.countDown();
    }

    @Override
    public Instant instant() {
        Instant now = SYSTEM.instant();
        if (Thread.currentThread().threadId() == heldThread) {
            read.countDown();
            awaitRelease();
        }
        return now;
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ZoneId getZone() {
        return SYSTEM.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
