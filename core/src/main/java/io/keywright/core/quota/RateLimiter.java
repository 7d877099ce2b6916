package io.keywright.core.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Holds everyone of a kind to the same rate, each for itself. Remembers a bounded number of them, the busiest; a forgotten
 * one starts anew with a full burst. Never blocks. Thread-safe.
 */
public final class RateLimiter<K> {

    private static final int MOST_REMEMBERED = 100_000;

    private final String reason;
    private final Optional<Rate> rate;
    private final LongSupplier nanos;
    private final Cache<K, TokenBucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    /**
     * @param reason {@code details.reason} of a refusal
     * @param rate empty for no limit
     * @param nanos a monotonic clock, as {@link System#nanoTime} is
     */
    public RateLimiter(String reason, Optional<Rate> rate, LongSupplier nanos) {
        this.reason = reason;
        this.rate = rate;
        this.nanos = nanos;
    }

    /**
     * Counts a call of {@code who}.
     *
     * @throws KeywrightException RATE_LIMITED if calls come too fast; a refused call is not counted
     */
    public void take(K who) {
        take(who, 1);
    }

    /**
     * Counts so many calls at once, of whoever could make one; what is above the rate is waited for by those that follow.
     *
     * @throws KeywrightException RATE_LIMITED if calls come too fast; a refused call is not counted
     */
    public void take(K who, int calls) {
        if (rate.isPresent()) {
            long wait = wait(who, calls, rate.get());
            if (wait > 0) {
                throw tooFast(rate.get(), Duration.ofNanos(wait));
            }
        }
    }

    /** Counts a call of {@code who}, and answers true; or answers false if calls come too fast, and counts nothing. */
    public boolean admits(K who) {
        return rate.isEmpty() || wait(who, 1, rate.get()) == 0;
    }

    private long wait(K who, int calls, Rate limit) {
        long now = nanos.getAsLong();
        return buckets.get(who, starting -> new TokenBucket(limit, now)).take(calls, now);
    }

    private KeywrightException tooFast(Rate exceeded, Duration wait) {
        return new KeywrightException(
                        ErrorCode.RATE_LIMITED,
                        "Slow down; try again after the time in Retry-After.",
                        Map.of("reason", reason, "limit", exceeded.perSecond()))
                .retryAfter(wait);
    }
}
