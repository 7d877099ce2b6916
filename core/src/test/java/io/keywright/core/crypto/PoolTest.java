package io.keywright.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PoolTest {

    @Test
    void givesBackWhatItWasGiven() {
        Pool<Object> pool = new Pool<>();
        Object object = new Object();
        assertThat(pool.take()).isNull();
        pool.give(object);
        assertThat(pool.take()).isSameAs(object);
        assertThat(pool.take()).isNull();
    }

    @Test
    void forgetsAll() {
        Pool<Object> pool = new Pool<>();
        pool.give(new Object());
        pool.clear();
        assertThat(pool.take()).isNull();
    }

    @Test
    void keepsAFewOnly() {
        Pool<Object> pool = new Pool<>();
        for (int i = 0; i < 100; i++) {
            pool.give(new Object());
        }
        int kept = 0;
        while (pool.take() != null) {
            kept++;
        }
        assertThat(kept).isBetween(1, 8);
    }

    @Test
    void neverHandsOneObjectToTwoAtATime() {
        Pool<AtomicBoolean> pool = new Pool<>();
        AtomicInteger shared = new AtomicInteger();
        AtomicInteger reused = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> takeAndGive(pool, shared, reused));
            }
        }
        assertThat(shared).hasValue(0);
        assertThat(reused).hasPositiveValue();
    }

    private static void takeAndGive(Pool<AtomicBoolean> pool, AtomicInteger shared, AtomicInteger reused) {
        for (int i = 0; i < 20_000; i++) {
            AtomicBoolean taken = pool.take();
            if (taken == null) {
                taken = new AtomicBoolean();
            } else {
                reused.incrementAndGet();
            }
            if (taken.getAndSet(true)) {
                shared.incrementAndGet();
            }
            taken.set(false);
            pool.give(taken);
        }
    }
}
