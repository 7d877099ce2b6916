package io.keywright.testkit.fault;

import io.keywright.core.root.RootProviderException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** When the calls of a decorated adapter fail. Safe from any thread. */
public final class FaultPlan {

    /** Where in a call the fault strikes. */
    public enum Moment {
        /** Nothing of the call has happened. */
        BEFORE,
        /** The call has done all of its work, but its caller does not learn of it. */
        AFTER
    }

    private int callsUntilFault = -1;
    private Moment moment = Moment.BEFORE;
    private boolean lasting;
    private boolean unavailable;
    private Optional<Reason> refusal = Optional.empty();
    private Duration delay = Duration.ZERO;
    private CountDownLatch hanging = new CountDownLatch(0);
    private CountDownLatch hangingAtEnd = new CountDownLatch(0);
    private int calls;

    /** The {@code n}-th call from now fails once; 1 is the next. */
    public synchronized void failCall(int n, Moment when) {
        callsUntilFault = n;
        lasting = false;
        moment = when;
    }

    /** The {@code n}-th call from now fails, and all after it until {@link #unavailable} says otherwise. */
    public synchronized void breakAtCall(int n, Moment when) {
        failCall(n, when);
        lasting = true;
    }

    /** From now on all calls fail, or none. */
    public synchronized void unavailable(boolean down) {
        unavailable = down;
    }

    /** From now on all calls to a root provider are refused for that reason, or none. */
    public synchronized void refusing(Optional<Reason> reason) {
        refusal = reason;
    }

    synchronized Optional<Reason> refusal() {
        return refusal;
    }

    /** From now on each call takes that much longer. */
    public synchronized void delay(Duration longer) {
        delay = longer;
    }

    /** From now on calls hang, whatever their deadline, until {@link #goOn}. */
    public synchronized void hang() {
        hanging = new CountDownLatch(1);
    }

    /** The same once they have done all of their work. */
    public synchronized void hangAtEnd() {
        hangingAtEnd = new CountDownLatch(1);
    }

    /** Those that hang go on, and later ones hang no more. */
    public synchronized void goOn() {
        hanging.countDown();
        hangingAtEnd.countDown();
    }

    /** How many calls there were, those that failed included. */
    public synchronized int calls() {
        return calls;
    }

    /** Counts a call. The fault that it must suffer, if any. */
    Strike next() {
        Duration pause;
        Strike strike;
        CountDownLatch hang;
        synchronized (this) {
            calls++;
            boolean planned = callsUntilFault > 0 && --callsUntilFault == 0;
            strike = new Strike(unavailable || (planned && moment == Moment.BEFORE), planned && moment == Moment.AFTER);
            unavailable |= planned && lasting;
            pause = delay;
            hang = hanging;
        }
        await(hang);
        if (pause.isPositive()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause.toMillis()));
        }
        return strike;
    }

    /** A call has done its work. */
    void end() {
        CountDownLatch hang;
        synchronized (this) {
            hang = hangingAtEnd;
        }
        await(hang);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What happens to one call. */
    record Strike(boolean before, boolean after) {}
}
