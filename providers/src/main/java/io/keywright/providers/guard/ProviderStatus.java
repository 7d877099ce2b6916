package io.keywright.providers.guard;

import io.keywright.core.root.RootProviderException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a provider does, as its calls have shown.
 *
 * @param lastSuccess when it last answered as it should
 * @param latency how long that took
 * @param fault why the last call failed, if it did
 */
public record ProviderStatus(
        Breaker breaker, Optional<Instant> lastSuccess, Optional<Duration> latency, Optional<Reason> fault) {

    /** The state of its circuit. */
    public enum Breaker {
        /** Calls pass. */
        CLOSED,
        /** A few calls pass, on trial. */
        HALF_OPEN,
        /** No call passes. */
        OPEN
    }
}
