package io.keywright.providers.guard;

import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.guard.ProviderStatus.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** How the last call of a provider ended, for whichever key it was. Safe from any thread. */
final class LastCall {

    private record Success(Instant at, Duration latency) {}

    private final InstantSource clock;
    private volatile Optional<Success> success = Optional.empty();
    private volatile Optional<Reason> fault = Optional.empty();

    LastCall(InstantSource clock) {
        this.clock = clock;
    }

    void succeeded(Duration latency) {
        success = Optional.of(new Success(clock.instant(), latency));
        fault = Optional.empty();
    }

    void failed(Reason reason) {
        fault = Optional.of(reason);
    }

    /** What it says of the provider, whose circuit is in that state. */
    ProviderStatus status(Breaker breaker) {
        Optional<Success> last = success;
        return new ProviderStatus(breaker, last.map(Success::at), last.map(Success::latency), fault);
    }
}
