package io.keywright.core.crypto;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7 (RFC 9562, section 5.7), each greater than the one before it, also when the clock stands still or
 * steps back: {@code rand_a} counts within the millisecond and overflows into the next (section 6.2, method 1);
 * {@code rand_b} is 62 random bits. Safe from any thread, without locks.
 */
public final class UuidV7 {

    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
    private static final long VERSION = 7L << COUNTER_BITS;
    private static final long VARIANT = 1L << 63;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicLong last = new AtomicLong();
    private volatile Stock stock;

    /**
     * Makes ids of {@code clock}'s time.
     *
     * @param random must be safe from any thread; a {@link java.security.SecureRandom} in production
     */
    public UuidV7(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        this.stock = new Stock(random);
    }

    public UUID next() {
        long now = clock.millis() << COUNTER_BITS;
        long tick = last.accumulateAndGet(now, (before, current) -> Math.max(before + 1, current));
        long high = (tick >>> COUNTER_BITS) << 16 | VERSION | (tick & COUNTER_MASK);
        return new UUID(high, VARIANT | (randomBits() >>> 2));
    }

    private long randomBits() {
        Stock there = stock;
        int taken = there.taken.getAndIncrement();
        if (taken < Stock.SIZE) {
            return there.bits[taken];
        }
        stock = new Stock(random);
        return randomBits();
    }

    /** Random bits drawn at once, since a secure source takes about as long for a thousand of them as for one. */
    private static final class Stock {

        static final int SIZE = 128;

        final long[] bits;
        final AtomicInteger taken = new AtomicInteger();

        Stock(RandomGenerator random) {
            byte[] bytes = new byte[SIZE * Long.BYTES];
            random.nextBytes(bytes);
            bits = new long[SIZE];
            ByteBuffer.wrap(bytes).asLongBuffer().get(bits);
        }
    }
}
