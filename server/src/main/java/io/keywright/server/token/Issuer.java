package io.keywright.server.token;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.observability.Remarks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An issuer and the keys it publishes. They are read when a token first needs them, when they are due, and when a token
 * names a key that is not among them; but never twice within the pause, and by one thread at a time. Thread-safe.
 */
public final class Issuer {

    private record Held(PublishedKeys keys, Instant read) {}

    private final String name;
    private final String identifier;
    private final TenantLimit limit;
    private final KeySetSource source;
    private final Freshness freshness;
    private final InstantSource clock;
    private final Remarks remarks;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Held held;
    private volatile Instant tried = Instant.EPOCH;

    /**
     * @param name what the operator calls it
     * @param identifier what tokens say in {@code iss}
     * @param limit whom its tokens may be about
     */
    public Issuer(
            String name,
            String identifier,
            TenantLimit limit,
            KeySetSource source,
            Freshness freshness,
            InstantSource clock,
            Remarks remarks) {
        this.name = name;
        this.identifier = identifier;
        this.limit = limit;
        this.source = source;
        this.freshness = freshness;
        this.clock = clock;
        this.remarks = remarks;
    }

    /** What tokens say in {@code iss}. */
    public String identifier() {
        return identifier;
    }

    /** What the operator calls it. */
    public String name() {
        return name;
    }

    /** Whether its tokens may be about {@code tenantId}, which is null for the platform. */
    boolean vouchesFor(@Nullable String tenantId) {
        return limit.allows(tenantId);
    }

    /** Whether {@code keys} are the ones that are published, for all that is known without asking again. */
    boolean stillPublishes(PublishedKeys keys) {
        Held now = held;
        return now != null && now.keys() == keys && !isDue(now) && !isTooOld(now);
    }

    /**
     * The keys, with {@code keyId} among them if the issuer publishes it. May block for as long as its source does.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if there are none that may still be used
     */
    PublishedKeys keys(String keyId) {
        Held now = held;
        if (now == null || !now.keys().has(keyId)) {
            reading.lock();
            refreshLocked();
        } else if (isDue(now) && reading.tryLock()) {
            refreshLocked();
        }
        now = held;
        if (now == null || isTooOld(now)) {
            throw unavailable();
        }
        return now.keys();
    }

    private void refreshLocked() {
        try {
            if (isPast(tried, freshness.pause())) {
                tried = clock.instant();
                PublishedKeys read = PublishedKeys.parse(source.read());
                held = new Held(read, tried);
                remarks.say(subject(), read.odd().stream().reduce((one, other) -> one + ", " + other));
            }
        } catch (IOException | IllegalArgumentException e) {
            remarks.say(subject(), Optional.of("its keys cannot be read: " + e.getMessage()));
        } finally {
            reading.unlock();
        }
    }

    private String subject() {
        return "token issuer " + name + " (" + identifier + ")";
    }

    private boolean isDue(Held now) {
        return isPast(now.read(), freshness.refresh()) && isPast(tried, freshness.pause());
    }

    private boolean isTooOld(Held now) {
        return isPast(now.read(), freshness.maxStale());
    }

    private boolean isPast(Instant start, Duration duration) {
        return !clock.instant().isBefore(start.plus(duration));
    }

    private static KeywrightException unavailable() {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The keys of the token's issuer cannot be read right now; try again.",
                Map.of("dependency", "token_issuer"));
    }
}
