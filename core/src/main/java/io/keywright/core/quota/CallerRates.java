package io.keywright.core.quota;

import io.keywright.model.Caller;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Holds each caller to the same rate, over all that it calls. A caller is who its certificate proves, and nothing else.
 * To be taken once for each request, before anything else is done for it.
 */
public final class CallerRates {

    private final RateLimiter<String> limiter;

    /**
     * @param rate empty for no limit
     * @param nanos a monotonic clock, as {@link System#nanoTime} is
     */
    public CallerRates(Optional<Rate> rate, LongSupplier nanos) {
        this.limiter = new RateLimiter<>("caller_rate", rate, nanos);
    }

    /**
     * Counts a call.
     *
     * @throws io.keywright.model.KeywrightException RATE_LIMITED if the caller's calls come too fast
     */
    public void take(Caller caller) {
        limiter.take(caller.subject());
    }
}
