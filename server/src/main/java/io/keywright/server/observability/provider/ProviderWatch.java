package io.keywright.server.observability.provider;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.providers.guard.GuardedRootProvider;
import io.keywright.providers.guard.ProviderStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Knows how a root provider does: by the calls that requests make, and by a probe where these tell nothing. A probe is one
 * call about the provider's own key, never about a tenant's, and the only one for a while. Thread-safe.
 */
public final class ProviderWatch {

    /** How long a provider that does well may be silent before it is asked. */
    static final Duration SILENCE = Duration.ofMinutes(1);

    /** How long it is from one probe of a provider that does not answer to the next. */
    static final Duration AWAY = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final String type;
    private final GuardedRootProvider provider;
    private final boolean probed;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile long asked;
    private volatile Optional<RootProviderException> refusal = Optional.empty();

    /**
     * @param type as it is configured
     * @param clock the provider's
     * @param nanos a monotonic clock, as {@link System#nanoTime} is
     */
    public ProviderWatch(
            String name, String type, GuardedRootProvider provider, InstantSource clock, LongSupplier nanos) {
        this.name = name;
        this.type = type;
        this.provider = provider;
        this.probed = provider.hasOwnKey();
        this.clock = clock;
        this.nanos = nanos;
        this.asked = nanos.getAsLong() - SILENCE.toNanos();
    }

    String name() {
        return name;
    }

    ProviderStatus status() {
        return provider.status();
    }

    /** How it does now. */
    ProviderStanding standing() {
        return ProviderStanding.of(name, type, status(), refusal, probed);
    }

    /** Begins a probe if one is due, and the last is over. */
    void probeIfDue(Executor blocking) {
        if (isDue() && underWay.compareAndSet(false, true)) {
            asked = nanos.getAsLong();
            blocking.execute(this::probe);
        }
    }

    private boolean isDue() {
        ProviderStatus status = status();
        boolean answers = ProviderStanding.answers(status);
        Duration pause = answers ? SILENCE : AWAY;
        return probed
                && nanos.getAsLong() - asked >= pause.toNanos()
                && (!answers || refusal.isPresent() || silent(status));
    }

    private boolean silent(ProviderStatus status) {
        return status.lastSuccess()
                .map(last -> Duration.between(last, clock.instant()).abs().compareTo(SILENCE) >= 0)
                .orElse(true);
    }

    private void probe() {
        try {
            provider.probe(Deadline.in(PATIENCE));
            refusal = Optional.empty();
        } catch (RootProviderException e) {
            refusal = e.reason().refusal() ? Optional.of(e) : Optional.empty();
        } finally {
            underWay.set(false);
        }
    }
}
