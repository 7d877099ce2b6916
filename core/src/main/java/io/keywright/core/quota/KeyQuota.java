package io.keywright.core.quota;

import io.keywright.model.KeyMetadata;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** All that limits how much one key is used: first how fast, then how often per day. */
public record KeyQuota(RateLimiter<UUID> rate, DailyUsage daily) {

    /**
     * Takes so many uses of {@code key}; see {@link DailyUsage#take}.
     *
     * @throws io.keywright.model.KeywrightException RATE_LIMITED if uses come too fast
     */
    public CompletableFuture<Reservation> take(KeyMetadata key, int uses) {
        rate.take(key.keyId(), uses);
        return daily.take(key, uses);
    }
}
