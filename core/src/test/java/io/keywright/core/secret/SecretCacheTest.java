package io.keywright.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.SecretBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("what expires does so by the clock")
class SecretCacheTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final int MANY = 100;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger loads = new AtomicInteger();
    /** A cache that nobody holds any more is garbage, and lets go of nothing. */
    private final List<SecretCache<String, SecretBytes>> caches = new ArrayList<>();

    @AfterEach
    void close() {
        executor.close();
    }

    private SecretBytes secret(String key) {
        loads.incrementAndGet();
        return SecretBytes.own(new byte[key.length()]);
    }

    private SecretCache<String, SecretBytes> cache(int size, Duration timeToLive) {
        return cache(size, timeToLive, this::secret);
    }

    private SecretCache<String, SecretBytes> cache(
            int size, Duration timeToLive, Function<String, SecretBytes> loader) {
        SecretCache<String, SecretBytes> cache = new SecretCache<>(
                size, TimeToLive.exactly(timeToLive), loader, SecretBytes::close, executor, System::nanoTime);
        caches.add(cache);
        return cache;
    }

    private static void assertDestroyed(SecretBytes secret) {
        Waiting.until(secret::destroyed);
    }

    /** What another would find by now, gone or not. */
    private static SecretBytes peek(SecretCache<String, SecretBytes> cache, String key) {
        Shared<SecretBytes> shared = cache.get(key).join();
        SecretBytes secret = shared.get();
        shared.release();
        return secret;
    }

    @Test
    void loadsOnceHoweverManyAsk() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        SecretCache<String, SecretBytes> cache = cache(MANY, LONG, key -> {
            Waiting.on(gate);
            return secret(key);
        });
        List<CompletableFuture<Shared<SecretBytes>>> asked =
                IntStream.range(0, MANY).mapToObj(i -> cache.get("key")).toList();
        gate.countDown();
        SecretBytes first = asked.getFirst().get(10, TimeUnit.SECONDS).get();
        assertThat(asked).allSatisfy(shared -> assertThat(shared.join().get()).isSameAs(first));
        assertThat(loads).hasValue(1);
        assertThat(cache.ifHeld("key")).isNotNull();
        assertThat(cache.ifHeld("other")).isNull();
    }

    @Test
    void destroysWhatItDropsOnceNobodyUsesItAnyMore() {
        SecretCache<String, SecretBytes> cache = cache(MANY, LONG);
        Shared<SecretBytes> inUse = cache.get("key").join();
        Shared<SecretBytes> inUseElsewhere = cache.get("key").join();
        cache.drop("key");
        assertThat(peek(cache, "key")).isNotSameAs(inUse.get());
        inUse.release();
        assertThat(inUse.get().destroyed()).isFalse();
        inUseElsewhere.release();
        assertDestroyed(inUse.get());
    }

    @Test
    void destroysAtOnceWhatItDropsAndNobodyUses() {
        SecretCache<String, SecretBytes> cache = cache(MANY, LONG);
        SecretBytes secret = peek(cache, "key");
        assertThat(secret.destroyed()).isFalse();
        cache.drop("key");
        assertDestroyed(secret);
    }

    @Test
    void destroysWhatItHasNoRoomFor() {
        SecretCache<String, SecretBytes> cache = cache(1, LONG);
        List<SecretBytes> secrets =
                IntStream.range(0, MANY).mapToObj(i -> peek(cache, "key" + i)).toList();
        AtomicInteger later = new AtomicInteger();
        Waiting.until(() -> {
            // A cache that nobody uses may keep one too many until somebody does.
            peek(cache, "later" + later.getAndIncrement());
            return secrets.stream().filter(SecretBytes::destroyed).count() >= MANY - 1;
        });
    }

    @Test
    void countsTheTimeFromTheLoadAndNotFromTheLastUse() {
        SecretCache<String, SecretBytes> cache = cache(MANY, Duration.ofMillis(100));
        SecretBytes first = peek(cache, "key");
        Waiting.until(() -> {
            peek(cache, "key");
            return first.destroyed();
        });
    }

    /** Many caches, because whether one forgets its time depends on how its load and its upkeep meet. */
    @Test
    void destroysWhatExpiresAlsoIfNobodyAsks() {
        List<SecretBytes> secrets = IntStream.range(0, 10 * MANY)
                .mapToObj(i -> peek(cache(1, Duration.ofMillis(1)), "key"))
                .toList();
        Waiting.until(() -> secrets.stream().allMatch(SecretBytes::destroyed));
    }

    @Test
    void aCacheThatIsTooSmallForItsUsersFailsNobody() {
        SecretCache<String, SecretBytes> cache = cache(1, LONG);
        List<CompletableFuture<Integer>> uses = IntStream.range(0, 50 * MANY)
                .mapToObj(i -> cache.get("key" + i % 7).thenApply(SecretCacheTest::use))
                .toList();
        assertThat(uses).allSatisfy(use -> assertThat(use).succeedsWithin(10, TimeUnit.SECONDS));
    }

    private static int use(Shared<SecretBytes> shared) {
        try {
            return shared.get().expose(bytes -> bytes.length);
        } finally {
            shared.release();
        }
    }

    @Test
    void whatIsDroppedWhileItIsLoadedIsNotGivenToWhoeverAsksLater() {
        CountDownLatch gate = new CountDownLatch(1);
        SecretCache<String, SecretBytes> cache = cache(MANY, LONG, key -> {
            SecretBytes secret = secret(key);
            if (loads.get() == 1) {
                Waiting.on(gate);
            }
            return secret;
        });
        CompletableFuture<Shared<SecretBytes>> early = cache.get("key");
        Waiting.until(() -> loads.get() == 1);
        cache.drop("key");
        SecretBytes late = peek(cache, "key");
        gate.countDown();
        assertThat(early.join().get()).isNotSameAs(late);
        assertThat(peek(cache, "key")).isSameAs(late);
    }

    @Test
    void tellsEachFailureAndRemembersNone() {
        AtomicInteger failures = new AtomicInteger();
        SecretCache<String, SecretBytes> cache = cache(MANY, LONG, key -> {
            if (failures.incrementAndGet() <= 2) {
                throw new IllegalStateException("no " + failures);
            }
            return secret(key);
        });
        assertThatThrownBy(() -> cache.get("key").join()).hasRootCauseMessage("no 1");
        assertThatThrownBy(() -> cache.get("key").join()).hasRootCauseMessage("no 2");
        assertThat(peek(cache, "key").destroyed()).isFalse();
        assertThat(failures).hasValue(3);
    }

    /** One by a clock of the test's, in which what is held ends after an hour. */
    private SecretCache<String, SecretBytes> timed(AtomicLong nanos) {
        SecretCache<String, SecretBytes> cache = new SecretCache<>(
                MANY, TimeToLive.exactly(LONG), this::secret, SecretBytes::close, executor, nanos::get);
        caches.add(cache);
        return cache;
    }

    private static void pass(AtomicLong nanos, int minutes) {
        nanos.addAndGet(Duration.ofMinutes(minutes).toNanos());
    }

    @Test
    void loadsAnewAheadOfItsEndWhatIsInUseAndDestroysWhatWasThere() {
        AtomicLong nanos = new AtomicLong();
        SecretCache<String, SecretBytes> cache = timed(nanos);
        SecretBytes first = peek(cache, "key");
        pass(nanos, 47);
        cache.refreshDue(this::secret);
        assertThat(loads).hasValue(1);
        pass(nanos, 2);
        cache.refreshDue(this::secret);
        assertDestroyed(first);
        pass(nanos, 55);
        assertThat(peek(cache, "key").destroyed()).isFalse();
        assertThat(loads).hasValue(2);
        pass(nanos, 6);
        assertThat(cache.ifHeld("key")).isNull();
    }

    @Test
    void loadsNothingAnewThatNobodyHasUsedSinceItWasLoadedAnew() {
        AtomicLong nanos = new AtomicLong();
        SecretCache<String, SecretBytes> cache = timed(nanos);
        SecretBytes first = peek(cache, "key");
        pass(nanos, 50);
        cache.refreshDue(this::secret);
        assertDestroyed(first);
        Objects.requireNonNull(cache.look("key")).release();
        pass(nanos, 50);
        cache.refreshDue(this::secret);
        pass(nanos, 11);
        assertThat(cache.ifHeld("key")).isNull();
        assertThat(loads).hasValue(2);
    }

    @Test
    void whatCannotBeLoadedAnewStaysForItsTimeAndIsTriedAgain() {
        AtomicLong nanos = new AtomicLong();
        SecretCache<String, SecretBytes> cache = timed(nanos);
        SecretBytes first = peek(cache, "key");
        pass(nanos, 50);
        AtomicInteger tries = new AtomicInteger();
        Function<String, SecretBytes> failing = key -> {
            tries.incrementAndGet();
            throw new IllegalStateException("as planned");
        };
        cache.refreshDue(failing);
        cache.refreshDue(failing);
        Waiting.until(() -> tries.get() == 1);
        pass(nanos, 1);
        cache.refreshDue(failing);
        Waiting.until(() -> tries.get() == 2);
        assertThat(peek(cache, "key")).isSameAs(first);
        pass(nanos, 9);
        assertThat(cache.ifHeld("key")).isNull();
    }

    /** Else what was let go of, since it has changed, would come back as it was. */
    @Test
    void whatIsDroppedWhileItIsLoadedAnewDoesNotComeBack() {
        AtomicLong nanos = new AtomicLong();
        SecretCache<String, SecretBytes> cache = timed(nanos);
        peek(cache, "key");
        pass(nanos, 50);
        CountDownLatch gate = new CountDownLatch(1);
        SecretBytes late = secret("key");
        CountDownLatch loading = new CountDownLatch(1);
        cache.refreshDue(key -> {
            loading.countDown();
            Waiting.on(gate);
            return late;
        });
        Waiting.on(loading);
        cache.drop("key");
        SecretBytes young = peek(cache, "key");
        gate.countDown();
        assertDestroyed(late);
        assertThat(peek(cache, "key")).isSameAs(young);
    }

    /** What callers can cause must not fill the log. */
    @Test
    void logsNoFailureOfALoad() {
        SecretCache<String, SecretBytes> cache = cache(MANY, LONG, key -> {
            throw new StackOverflowError("as planned");
        });
        try (Logged logged = new Logged()) {
            for (int i = 0; i < MANY; i++) {
                String key = "key" + i;
                assertThatThrownBy(() -> cache.get(key).join()).isInstanceOf(CompletionException.class);
            }
            assertThat(logged.records()).isEmpty();
        }
    }

    @Test
    void aSecretThatIsReleasedTooOftenIsABugThatShows() {
        Shared<SecretBytes> shared = cache(MANY, LONG).get("key").join();
        shared.release();
        shared.release();
        assertThat(shared.get().destroyed()).isTrue();
        assertThatThrownBy(shared::release).isInstanceOf(IllegalStateException.class);
    }
}
