package io.keywright.core.quota;

import io.keywright.core.change.UsageChange;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Holds each key to the uses per day (UTC) that its policy allows. Exact: never more than the limit, over restarts and over all
 * nodes, because what is taken here becomes durable with its receipt, if there is room by then. A key's count is read when it
 * is first used on a day, and known from then on. Never blocks its caller. Thread-safe.
 */
public final class DailyUsage {

    private record KeyDay(Scope scope, UUID keyId, LocalDate day) {}

    private final Clock clock;
    private final Counts<KeyDay> counts;

    /**
     * @param blocking runs readings of the store
     * @param size how many counts are held at the most
     */
    public DailyUsage(UsageStore store, Executor blocking, int size, Clock clock) {
        this.clock = clock;
        this.counts = new Counts<>(place -> store.used(place.scope(), place.keyId(), place.day()), blocking, size);
    }

    /** So many uses are durable, those of other nodes included. */
    void learn(Scope scope, UUID keyId, LocalDate day, long durable) {
        counts.learn(new KeyDay(scope, keyId, day), durable);
    }

    /** Takes one use of {@code key}. */
    public CompletableFuture<Reservation> take(KeyMetadata key) {
        return take(key, 1);
    }

    /**
     * Takes so many uses of {@code key}, to be settled by their receipt. Fails with RATE_LIMITED if fewer are left today, and
     * takes none then, or with DEPENDENCY_UNAVAILABLE if nobody can tell.
     */
    public CompletableFuture<Reservation> take(KeyMetadata key, int uses) {
        Instant now = clock.instant();
        KeyDay place = new KeyDay(key.scope(), key.keyId(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        return counts.of(place).thenCompose(count -> taken(count, uses, place, key, now));
    }

    private CompletionStage<Reservation> taken(Count count, int uses, KeyDay place, KeyMetadata key, Instant now) {
        long limit = key.accessPolicy().maxUsagePerDay();
        return switch (count.take(uses, limit)) {
            case TAKEN ->
                CompletableFuture.completedFuture(new Reservation(
                        new UsageChange.KeyUsed(place.scope(), place.keyId(), place.day(), uses), limit, count));
            case SPENT ->
                CompletableFuture.failedFuture(
                        uses == 1
                                ? spent(limit, now, place.day())
                                : tooMany(limit, count.left(limit), now, place.day()));
            case DOUBTFUL -> {
                counts.forget(place, count);
                yield take(key, uses);
            }
        };
    }

    private static KeywrightException spent(long limit, Instant now, LocalDate day) {
        return refusal(
                "The key's uses of today are spent; wait for midnight UTC, or raise max_usage_per_day in its policy.",
                Map.of("reason", "daily_usage", "limit", limit),
                now,
                day);
    }

    private static KeywrightException tooMany(long limit, long left, Instant now, LocalDate day) {
        return refusal(
                "The key has " + left
                        + " uses left today; send no more items than that, wait for midnight UTC, or raise"
                        + " max_usage_per_day in its policy.",
                Map.of("reason", "daily_usage", "limit", limit, "left", left),
                now,
                day);
    }

    private static KeywrightException refusal(String advice, Map<String, Object> details, Instant now, LocalDate day) {
        Instant midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new KeywrightException(ErrorCode.RATE_LIMITED, advice, details)
                .retryAfter(Duration.between(now, midnight));
    }
}
