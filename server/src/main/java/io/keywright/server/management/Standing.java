package io.keywright.server.management;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How the process stands: what probes are told. It says what it was told last and looks at nothing, so that whoever asks
 * causes no work. Thread-safe.
 */
public final class Standing {

    /** As health is looked at every few seconds, a look that is older says that nobody looks any more. */
    static final Duration FRESH = Duration.ofSeconds(20);
    /** A process whose own threads have not run for so long is better begun anew. */
    static final Duration HOPELESS = Duration.ofMinutes(2);

    /** Why a probe is answered with no. Nothing in it is worth a secret. */
    public enum Reason {
        STARTING,
        /** The start waits for the installation's own root provider. */
        AWAITING_ROOT_PROVIDER,
        STOPPING,
        /** Health is unhealthy. */
        UNHEALTHY,
        /** Health has not been looked at for too long. */
        HEALTH_UNKNOWN
    }

    private enum Phase {
        STARTING,
        STARTED,
        STOPPING
    }

    private record Look(boolean serving, long nanos) {}

    private final LongSupplier nanos;
    private volatile Phase phase = Phase.STARTING;
    private volatile Reason delay = Reason.STARTING;
    private volatile Look look;

    public Standing() {
        this(System::nanoTime);
    }

    /** @param nanos a monotonic clock, as {@link System#nanoTime} is */
    Standing(LongSupplier nanos) {
        this.nanos = nanos;
        this.look = new Look(false, nanos.getAsLong());
    }

    /** The start takes its time. */
    public void starting(Reason why) {
        delay = why;
    }

    /** It serves; unless it is told to end already. */
    public synchronized void started() {
        phase = phase == Phase.STARTING ? Phase.STARTED : phase;
    }

    /** It was told to end. */
    public synchronized void stopping() {
        phase = Phase.STOPPING;
    }

    /** Somebody has looked at health. */
    public void looked(boolean serving) {
        look = new Look(serving, nanos.getAsLong());
    }

    /** Whether the process is worth keeping. Only that is a reason to end it. */
    public Verdict live() {
        return phase == Phase.STARTED && olderThan(HOPELESS) ? Verdict.no(Reason.HEALTH_UNKNOWN) : Verdict.YES;
    }

    /** Whether its start is over. */
    public Verdict hasStarted() {
        return phase == Phase.STARTING ? Verdict.no(delay) : Verdict.YES;
    }

    /** Whether requests should be sent to it. */
    public Verdict ready() {
        return switch (phase) {
            case STARTING -> Verdict.no(delay);
            case STOPPING -> Verdict.no(Reason.STOPPING);
            case STARTED -> healthy();
        };
    }

    private Verdict healthy() {
        if (olderThan(FRESH)) {
            return Verdict.no(Reason.HEALTH_UNKNOWN);
        }
        return look.serving() ? Verdict.YES : Verdict.no(Reason.UNHEALTHY);
    }

    private boolean olderThan(Duration age) {
        return nanos.getAsLong() - look.nanos() > age.toNanos();
    }
}
