package io.keywright.core.quota;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.core.journal.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Counts of many things, each read from the store when it is first needed, and known from then on. Never blocks its caller.
 * Thread-safe.
 */
final class Counts<K> {

    /** Reads what is durable. */
    @FunctionalInterface
    interface Reading<K> {
        long read(K what) throws StoreException;
    }

    private final Reading<K> reading;
    private final AsyncCache<K, Count> recent;

    /** Counts that somebody still works with: one of these must never be read a second time beside the first. */
    private final Cache<K, Count> living = Caffeine.newBuilder().weakValues().build();

    /**
     * @param blocking runs readings of the store
     * @param size how many counts are held at the most
     */
    Counts(Reading<K> reading, Executor blocking, int size) {
        this.reading = reading;
        this.recent = Caffeine.newBuilder().maximumSize(size).executor(blocking).buildAsync();
    }

    /** Fails with DEPENDENCY_UNAVAILABLE if the store does not tell. */
    CompletableFuture<Count> of(K what) {
        CompletableFuture<Count> known = recent.getIfPresent(what);
        return known == null ? recent.get(what, this::load) : known;
    }

    /** What this node counts, if it does, is no less than what is durable by now. */
    void learn(K what, long durable) {
        Count known = living.getIfPresent(what);
        if (known != null) {
            known.learn(durable);
        }
    }

    private Count load(K what) {
        return living.get(what, this::read);
    }

    private Count read(K what) {
        try {
            return new Count(reading.read(what));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** Has {@code count} read anew when it is next needed. */
    void forget(K what, Count count) {
        living.asMap().remove(what, count);
        recent.synchronous().asMap().remove(what, count);
    }
}
