package io.keywright.core.tenant;

import io.keywright.core.cost.Uses;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * For how long a root may be used, and with it whatever was opened under it. It counts from when a provider last opened the
 * root, and never from when the root was used. Thread-safe.
 */
public final class Lease {

    /** The part of its time after which a lease that is in use is renewed, and how far that is spread. */
    private static final double EARLIEST_RENEWAL = 0.75;

    private static final double SPREAD = 0.15;

    /** After a renewal that failed the next one follows in so much of the time to live. */
    private static final double AGAIN = 0.01;

    private final LeaseTerms terms;
    private final LongSupplier nanos;
    private volatile long confirmed;
    private volatile long end;
    private volatile long renewal;
    private volatile boolean used;
    private volatile String provider;
    private volatile Uses uses;

    private Lease(OpenRoot opened, LeaseTerms terms, LongSupplier nanos) {
        this.provider = opened.provider();
        this.uses = opened.uses();
        this.terms = terms;
        this.nanos = nanos;
    }

    /** One that begins now, with the word of the provider that has opened the root. */
    static Lease begin(OpenRoot opened, LeaseTerms terms, LongSupplier nanos) {
        Lease lease = new Lease(opened, terms, nanos);
        lease.renew(opened);
        return lease;
    }

    /**
     * One that began without the tenant's provider, and ends after {@code left} unless that opens the root before.
     *
     * @param opened by another instead
     */
    static Lease ending(OpenRoot opened, Duration left, LeaseTerms terms, LongSupplier nanos) {
        Lease lease = new Lease(opened, terms, nanos);
        lease.end = nanos.getAsLong() + left.toNanos();
        lease.confirmed = lease.end - terms.longest().toNanos();
        lease.tryAgain();
        return lease;
    }

    /** Whether what is under it may be used. Asking counts as using it. */
    public boolean holds() {
        if (!used) {
            used = true;
        }
        if (over()) {
            return false;
        }
        uses.count();
        return true;
    }

    /** Whether it is over. */
    public boolean over() {
        return nanos.getAsLong() - end >= 0;
    }

    /** The provider whose word it counts from. */
    public String provider() {
        return provider;
    }

    /** How long ago that was. */
    public Duration age() {
        return Duration.ofNanos(Math.max(0, nanos.getAsLong() - confirmed));
    }

    /** In how long a provider is asked again, if it is in use by then. */
    public Duration untilRenewal() {
        return Duration.ofNanos(Math.max(0, renewal - nanos.getAsLong()));
    }

    /** Whether a provider is to be asked again before it is over, since it is in use. */
    boolean isDue() {
        return used && nanos.getAsLong() - renewal >= 0 && !over();
    }

    /** A provider has opened the root again. */
    void renew(OpenRoot again) {
        provider = again.provider();
        uses = again.uses();
        long now = nanos.getAsLong();
        long timeToLive = terms.timeToLive().toNanos();
        used = false;
        confirmed = now;
        end = now + timeToLive;
        renewal = now
                + part(
                        timeToLive,
                        EARLIEST_RENEWAL + SPREAD * ThreadLocalRandom.current().nextDouble());
    }

    /** No provider has answered. */
    void extend() {
        end = confirmed + terms.longest().toNanos();
    }

    /** A provider is being asked; if nothing comes of it, another time follows. */
    void tryAgain() {
        renewal = nanos.getAsLong() + part(terms.timeToLive().toNanos(), AGAIN);
    }

    /** Every provider has refused. */
    void end() {
        end = nanos.getAsLong();
    }

    private static long part(long whole, double part) {
        return Math.round(whole * part);
    }
}
