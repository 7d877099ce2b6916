package io.keywright.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {

    private final AtomicLong nanos = new AtomicLong();

    private RateLimiter<String> limiter(int perSecond, int burst) {
        return new RateLimiter<>("key_rate", Optional.of(new Rate(perSecond, burst)), nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static int admitted(RateLimiter<String> limiter, String who, int calls) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            try {
                limiter.take(who);
                admitted++;
            } catch (KeywrightException refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            }
        }
        return admitted;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 1, Long.MIN_VALUE, -1})
    void admitsABurstAndThenAsManyAsTheRateAllowsWhateverTheClocksOrigin(long origin) {
        nanos.set(origin);
        RateLimiter<String> limiter = limiter(10, 5);
        assertThat(admitted(limiter, "a", 20)).isEqualTo(5);
        pass(Duration.ofMillis(99));
        assertThat(admitted(limiter, "a", 20)).isZero();
        pass(Duration.ofMillis(1));
        assertThat(admitted(limiter, "a", 20)).isEqualTo(1);
        pass(Duration.ofDays(1));
        assertThat(admitted(limiter, "a", 20))
                .as("no more than a burst after a rest")
                .isEqualTo(5);
    }

    @Test
    void whoAsksWhetherItIsAdmittedIsCountedInTheSameWay() {
        RateLimiter<String> limiter = limiter(1, 2);
        assertThat(limiter.admits("a")).isTrue();
        assertThat(admitted(limiter, "a", 3)).isEqualTo(1);
        assertThat(limiter.admits("a")).isFalse();
        assertThat(limiter.admits("b")).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(limiter.admits("a")).isTrue();
        assertThat(new RateLimiter<String>("none", Optional.empty(), nanos::get).admits("a"))
                .isTrue();
    }

    @Test
    void overALongTimeAdmitsTheRate() {
        RateLimiter<String> limiter = limiter(50, 1);
        int admitted = 0;
        for (int i = 0; i < 10_000; i++) {
            admitted += admitted(limiter, "a", 1);
            pass(Duration.ofMillis(1));
        }
        assertThat(admitted).isEqualTo(500);
    }

    @Test
    void eachIsLimitedForItself() {
        RateLimiter<String> limiter = limiter(1, 1);
        assertThat(admitted(limiter, "a", 3)).isEqualTo(1);
        assertThat(admitted(limiter, "b", 3)).isEqualTo(1);
    }

    @Test
    void saysWhatTheLimitIsAndHowLongToWait() {
        RateLimiter<String> limiter = limiter(2, 1);
        limiter.take("a");
        pass(Duration.ofMillis(100));

        KeywrightException refusal = catchThrowableOfType(KeywrightException.class, () -> limiter.take("a"));
        assertThat(refusal.details()).containsEntry("reason", "key_rate").containsEntry("limit", 2);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void manyAtOnceAreAdmittedWhereOneIsAndPaidOffByThoseAfterThem() {
        RateLimiter<String> limiter = limiter(10, 2);
        limiter.take("a", 100);
        pass(Duration.ofMillis(9_850));
        assertThat(admitted(limiter, "a", 1)).isZero();
        pass(Duration.ofMillis(100));
        assertThat(admitted(limiter, "a", 1)).isEqualTo(1);
        assertThatThrownBy(() -> limiter.take("a", 100)).isInstanceOf(KeywrightException.class);
    }

    @Test
    void withoutALimitEverythingIsAdmitted() {
        RateLimiter<String> limiter = new RateLimiter<>("key_rate", Optional.empty(), nanos::get);
        assertThat(admitted(limiter, "a", 100_000)).isEqualTo(100_000);
    }

    @Test
    void ofManyThreadsExactlyABurstIsAdmitted() throws InterruptedException {
        RateLimiter<String> limiter = limiter(1, 1000);
        AtomicInteger admitted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofPlatform().start(() -> admitted.addAndGet(admitted(limiter, "a", 500))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(admitted).hasValue(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Rate.MOST + 1})
    void aRateThatMakesNoSenseIsNone(int senseless) {
        assertThatThrownBy(() -> new Rate(senseless, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, senseless)).isInstanceOf(IllegalArgumentException.class);
    }
}
