package io.keywright.core.lifecycle;

import io.keywright.core.follow.KeyMemory;
import io.keywright.core.secret.Shared;
import io.keywright.core.tenant.CachePart;
import io.keywright.core.tenant.Holding;
import io.keywright.core.trace.Span;
import io.keywright.core.trace.Spans;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Finds keys and holds them ready for use: bounded in number and time, one load per key however many ask, and destroyed
 * once they are let go of and nobody uses them. Public keys verify on when their root may no longer be used. Never blocks
 * its caller. Thread-safe.
 */
public final class KeyRing implements KeyMemory {

    /**
     * What is held at the most.
     *
     * @param size how many keys, and how many public keys
     * @param timeToLive for how long a key
     * @param publicKeys for how long a public key
     */
    public record Limits(int size, Duration timeToLive, Duration publicKeys) {}

    /** How many keys were let go of. */
    public record Dropped(int keys, int publicKeys) {}

    private final KeyLookup lookup;
    private final KeyTraffic traffic = new KeyTraffic();
    private final HeldKeys held;
    private final int room;
    private final KeyAccessWatch watch;
    private final LongSupplier nanos;

    /** One whose accesses nobody watches. */
    public KeyRing(KeyStore store, KeyVault vault, Executor blocking, Limits limits, LongSupplier nanos) {
        this(store, vault, blocking, limits, KeyAccessWatch.NONE, nanos);
    }

    /**
     * @param blocking runs loads, which read the store and may ask the root provider
     * @param nanos a monotonic clock, as {@link System#nanoTime} is
     */
    public KeyRing(
            KeyStore store,
            KeyVault vault,
            Executor blocking,
            Limits limits,
            KeyAccessWatch watch,
            LongSupplier nanos) {
        this.watch = watch;
        this.nanos = nanos;
        this.lookup = new KeyLookup(store);
        this.room = limits.size();
        this.held = new HeldKeys(lookup, vault, traffic, blocking, limits, nanos);
    }

    /**
     * The key, from memory if it is there, ready for {@code usage} alone, for the caller to {@link Shared#release}; fails
     * with KEY_NOT_FOUND or DEPENDENCY_UNAVAILABLE.
     */
    public CompletableFuture<Shared<HeldKey>> find(Scope scope, KeyReference reference, KeyUsage usage) {
        long began = nanos.getAsLong();
        KeyPlace asked = new KeyPlace(scope, reference);
        Shared<HeldKey> there = held.ifHeld(asked, usage);
        Span span = Spans.current().child("cache").set("keywright.cache.hit", there == null ? "false" : "true");
        if (there == null) {
            return Spans.during(span, () -> held.get(asked))
                    .whenComplete((loaded, failure) -> watch.accessed(false, nanos.getAsLong() - began));
        }
        span.end();
        traffic.of(there.get().metadata().keyType()).hit();
        watch.accessed(true, nanos.getAsLong() - began);
        return CompletableFuture.completedFuture(there);
    }

    /** Begins to open anew the keys that are in use and near the end of their time, so that no request waits for that. */
    public void refreshDue() {
        held.refreshDue();
    }

    /** Lets go of keys whose root may no longer be used. */
    public void dropOver() {
        held.dropOver();
    }

    /** Lets go of the keys that {@code part} means. */
    public Dropped drop(CachePart part) {
        return held.drop(part);
    }

    /** All keys that are held, and all public keys. */
    public List<Holding> holdings() {
        return held.holdings();
    }

    /** Lets go of a key that has changed; whoever asks next reads it again. */
    public void forget(KeyMetadata key) {
        held.drop(new KeyPlace(key.scope(), new KeyReference.ById(key.keyId())));
        if (key.keyAlias() != null) {
            held.drop(new KeyPlace(key.scope(), new KeyReference.ByAlias(key.keyAlias())));
        }
    }

    /** Lets go of all versions of a line that has changed. */
    public void forget(KeyLine line) {
        held.drop(
                asked -> asked.scope().equals(line.scope()),
                key -> key.metadata().line().lineId().equals(line.lineId()));
    }

    @Override
    public void forget(Scope scope, UUID keyId) {
        try {
            forget(lookup.find(scope, new KeyReference.ById(keyId)).metadata().line());
        } catch (KeywrightException e) {
            held.drop(asked -> asked.scope().equals(scope), key -> true);
        }
    }

    @Override
    public void forgetAll() {
        held.drop(asked -> true, key -> true);
    }

    HeldKeys held() {
        return held;
    }

    /** How many keys are held at the most, and how many public keys. */
    public int room() {
        return room;
    }

    /** How often keys were found in memory. */
    public KeyTraffic traffic() {
        return traffic;
    }
}
