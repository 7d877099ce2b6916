package io.keywright.core.quota;

import io.keywright.core.quota.EncryptionLimit.Taken;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.Scope;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** All that limits how much one key is used: first how fast, then how often it encrypts, and how often it is used per day. */
public record KeyQuota(RateLimiter<UUID> rate, EncryptionLimit encryptions, DailyUsage daily) implements UsageWatch {

    @Override
    public void used(Scope scope, UUID keyId, LocalDate day, long uses) {
        daily.learn(scope, keyId, day, uses);
    }

    @Override
    public void encrypted(Scope scope, UUID keyId, long made) {
        encryptions.learn(scope, keyId, made);
    }

    /**
     * Takes so many uses of {@code key}; see {@link DailyUsage#take}, and of those that encrypt, {@link EncryptionLimit}.
     *
     * @throws io.keywright.model.KeywrightException RATE_LIMITED if uses come too fast
     */
    public CompletableFuture<Reservation> take(KeyMetadata key, KeyUsage usage, int uses) {
        rate.take(key.keyId(), uses);
        return usage == KeyUsage.ENCRYPT
                ? encryptions.take(key, uses).thenCompose(taken -> encrypting(key, taken))
                : daily.take(key, uses);
    }

    /** What the day has no room for is not encrypted. */
    private CompletableFuture<Reservation> encrypting(KeyMetadata key, Taken taken) {
        return daily.take(key, taken.encryptions())
                .whenComplete((uses, refusal) -> {
                    if (refusal != null) {
                        taken.settle(true, 0);
                    }
                })
                .thenApply(uses -> uses.with(taken));
    }
}
