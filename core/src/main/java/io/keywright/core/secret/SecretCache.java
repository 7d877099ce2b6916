package io.keywright.core.secret;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds secrets for a time that counts from when they were loaded, bounded in number, one load for each however many ask.
 * What it lets go of is destroyed, as soon as nobody uses it any more. A load that fails is told to all who wait for it,
 * and is not remembered. Thread-safe; blocks nobody but its executor.
 */
public final class SecretCache<K, S> {

    /** What came of a load. */
    private sealed interface Load<S> {}

    private record Loaded<S>(Shared<S> secret, Freshness freshness) implements Load<S> {}

    private record Failed<S>(Throwable cause) implements Load<S> {}

    private final Function<K, S> loader;
    private final Consumer<S> destroy;
    private final TimeToLive timeToLive;
    private final Executor executor;
    private final LongSupplier nanos;
    private final AsyncCache<K, Load<S>> loads;

    /**
     * @param size how many are held at the most
     * @param loader gives a secret of its own at each call; may block
     * @param destroy makes a secret unusable
     * @param executor runs loads
     * @param nanos a monotonic clock, as {@link System#nanoTime} is
     */
    public SecretCache(
            int size,
            TimeToLive timeToLive,
            Function<K, S> loader,
            Consumer<S> destroy,
            Executor executor,
            LongSupplier nanos) {
        this.loader = loader;
        this.destroy = destroy;
        this.timeToLive = timeToLive;
        this.executor = executor;
        this.nanos = nanos;
        this.loads = Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfter(Expiry.writing((K key, Load<S> load) -> time(load)))
                .ticker(nanos::getAsLong)
                .scheduler(Scheduler.systemScheduler())
                .removalListener((@Nullable K key, @Nullable Load<S> load, RemovalCause cause) -> letGo(load))
                .buildAsync();
    }

    /** What failed is taken out by whoever asked for it. */
    private Duration time(Load<S> load) {
        return load instanceof Loaded<S> loaded ? loaded.freshness().time() : timeToLive.longest();
    }

    /** The secret, for the caller to {@link Shared#release}; null if it is not in memory. */
    public @Nullable Shared<S> ifHeld(K key) {
        return ifLoaded(key) instanceof Loaded<S>(Shared<S> secret, Freshness freshness) && secret.hold()
                ? used(secret, freshness)
                : null;
    }

    private static <S> Shared<S> used(Shared<S> secret, Freshness freshness) {
        freshness.use();
        return secret;
    }

    /** The same for whoever only looks at it, which does not count as using it. */
    public @Nullable Shared<S> look(K key) {
        return ifLoaded(key) instanceof Loaded<S> loaded && loaded.secret().hold() ? loaded.secret() : null;
    }

    private @Nullable Load<S> ifLoaded(K key) {
        CompletableFuture<Load<S>> load = loads.getIfPresent(key);
        return load != null && load.isDone() ? load.join() : null;
    }

    /** The secret, loaded if need be, for the caller to {@link Shared#release}; fails as its load did. */
    public CompletableFuture<Shared<S>> get(K key) {
        CompletableFuture<Load<S>> asked = loads.get(key, this::begin);
        return asked.thenCompose(load -> switch (load) {
            case Loaded<S>(Shared<S> secret, Freshness freshness)
            when secret.hold() -> CompletableFuture.completedFuture(used(secret, freshness));
            case Loaded<S> dropped -> CompletableFuture.supplyAsync(() -> fresh(key), executor);
            case Failed<S>(Throwable cause) -> {
                loads.asMap().remove(key, asked);
                yield CompletableFuture.failedFuture(cause);
            }
        });
    }

    /** Lets go of a secret; whoever asks next gets it loaded anew. */
    public void drop(K key) {
        loads.synchronous().invalidate(key);
    }

    /** Lets go of a secret, and begins to load it anew; nobody is told if that fails. */
    public void renew(K key) {
        drop(key);
        executor.execute(() -> loads.get(key, this::begin).join());
    }

    /** Lets go of a secret that was found there, unless another has taken its place. */
    public void drop(K key, Shared<S> found) {
        loads.asMap().computeIfPresent(key, (place, load) -> isHeld(load, found) ? null : load);
    }

    private static <S> boolean isHeld(CompletableFuture<Load<S>> load, Shared<S> found) {
        return load.isDone() && load.join() instanceof Loaded<S> loaded && loaded.secret() == found;
    }

    /** Holds a secret that was found there for its time from now on, unless another has taken its place. */
    public void prolong(K key, Shared<S> found) {
        CompletableFuture<Load<S>> load = loads.getIfPresent(key);
        if (load != null && isHeld(load, found)) {
            loads.asMap().replace(key, load, load);
        }
    }

    /**
     * Begins to load anew, by {@code again}, what is in use and near the end of its time, so that nobody waits for it later. It takes
     * the place of what was there, unless that was let go of meanwhile. What cannot be loaded is told to nobody: what was there
     * stays for its time.
     */
    public void refreshDue(Function<K, S> again) {
        loads.asMap().forEach((key, load) -> {
            if (load.isDone()
                    && load.join() instanceof Loaded<S> loaded
                    && loaded.freshness().isDue()) {
                loaded.freshness().tryAgain();
                executor.execute(() -> refresh(key, load, again));
            }
        });
    }

    private void refresh(K key, CompletableFuture<Load<S>> before, Function<K, S> again) {
        Load<S> after = load(key, again);
        if (after instanceof Loaded<S> loaded
                && !loads.asMap().replace(key, before, CompletableFuture.completedFuture(after))) {
            loaded.secret().release();
        }
    }

    /** How many are held, or are just being loaded. */
    public int size() {
        return loads.asMap().size();
    }

    /** Where the secrets are that {@code which} picks. */
    public List<K> places(Predicate<S> which) {
        return loads.asMap().entrySet().stream()
                .filter(entry ->
                        entry.getValue().isDone() && holds(entry.getValue().join(), which))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What {@code view} shows of each secret that is held; it may not keep the secret. */
    public <R> List<R> view(BiFunction<K, S, R> view) {
        return loads.asMap().entrySet().stream()
                .filter(entry -> entry.getValue().isDone())
                .flatMap(entry -> entry.getValue().join() instanceof Loaded<S> loaded
                        ? Stream.of(view.apply(entry.getKey(), loaded.secret().get()))
                        : Stream.empty())
                .toList();
    }

    /**
     * Lets go of the secrets that {@code which} picks, of those at {@code places}; also of what is just being loaded there.
     *
     * @return how many secrets that were
     */
    public int drop(Predicate<K> places, Predicate<S> which) {
        int dropped = 0;
        for (Map.Entry<K, CompletableFuture<Load<S>>> entry : loads.asMap().entrySet()) {
            boolean loading = !entry.getValue().isDone();
            if (places.test(entry.getKey())
                    && (loading || holds(entry.getValue().join(), which))) {
                drop(entry.getKey());
                dropped += loading ? 0 : 1;
            }
        }
        return dropped;
    }

    private static <S> boolean holds(Load<S> load, Predicate<S> which) {
        return load instanceof Loaded<S> loaded && which.test(loaded.secret().get());
    }

    /** A cache that is too small for its users makes them slow, and never fails them: this one is its caller's alone. */
    private Shared<S> fresh(K key) {
        return new Shared<>(loader.apply(key), destroy);
    }

    /**
     * Loads by our executor, as a load may block. The cache's upkeep runs where Caffeine runs it: with another executor it
     * misses that a load ended while it was at work, and forgets when the secret ends until somebody uses the cache.
     */
    private CompletableFuture<Load<S>> begin(K key, Executor upkeep) {
        return CompletableFuture.supplyAsync(() -> load(key, loader), executor);
    }

    /** Never throws: the cache would log it, and whoever asks for what is not there could fill the log. */
    private Load<S> load(K key, Function<K, S> by) {
        try {
            return new Loaded<>(new Shared<>(by.apply(key), destroy), new Freshness(timeToLive.next(), nanos));
        } catch (Throwable e) {
            return new Failed<>(e);
        }
    }

    private static <S> void letGo(@Nullable Load<S> load) {
        if (load instanceof Loaded<S> loaded) {
            loaded.secret().release();
        }
    }
}
