package io.keywright.bench.traffic;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * How long requests took.
 *
 * @param nanos of those that succeeded, the shortest first
 * @param failed how many did not, those included that were not answered in time
 */
public record Latencies(long[] nanos, int failed) {

    /** In the place of a time, for a request that failed. */
    static final long FAILED = -1;

    private static final long POLL = 1_000_000;

    /**
     * Waits for what is still under way.
     *
     * @param results of requests; 0 where there is none yet
     * @param end until when, by {@link System#nanoTime}
     */
    static Latencies of(AtomicLongArray results, int requests, long end) {
        for (int i = 0; i < requests; i++) {
            while (results.get(i) == 0 && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(POLL);
            }
        }
        long[] nanos = IntStream.range(0, requests)
                .mapToLong(results::get)
                .filter(result -> result > 0)
                .sorted()
                .toArray();
        return new Latencies(nanos, requests - nanos.length);
    }

    /** In microseconds, of those that succeeded. */
    public double percentile(double percent) {
        return nanos.length == 0 ? Double.NaN : nanos[(int) Math.ceil(percent / 100 * nanos.length) - 1] / 1e3;
    }
}
