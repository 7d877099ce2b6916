package io.keywright.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one transaction adds to sums that may not exceed their limits. Others add to them as well, so the true sum is known once
 * it is written: one that is too large is overdrawn, and the transaction ends. In the next one it is read first, and what has
 * no room is not added. Belongs to the writer.
 *
 * @param <K> whose sum it is
 */
final class Tab<K> {

    /** Reads a sum. */
    @FunctionalInterface
    interface Sum<K> {
        long of(K whose) throws SQLException;
    }

    private final Map<K, Long> added = new LinkedHashMap<>();
    private final Map<K, Long> limits = new HashMap<>();
    private final Map<K, Long> durable = new HashMap<>();
    private final Set<K> overdrawn = new HashSet<>();

    /** Whether there is room for {@code more}, as far as is known before it is written. */
    boolean fits(K whose, long more, long limit, Sum<K> reading) throws SQLException {
        if (!overdrawn.contains(whose)) {
            return true;
        }
        Long there = durable.get(whose);
        if (there == null) {
            there = reading.of(whose);
            durable.put(whose, there);
        }
        return there + added.getOrDefault(whose, 0L) + more <= limit;
    }

    void add(K whose, long more, long limit) {
        added.merge(whose, more, Long::sum);
        limits.merge(whose, limit, Math::min);
    }

    /** What is to be written. */
    Map<K, Long> added() {
        return added;
    }

    /**
     * All of it is written.
     *
     * @param sums what each has become
     * @return how many are too large
     */
    int written(Map<K, Long> sums) {
        Set<K> tooLarge = new HashSet<>();
        sums.forEach((whose, sum) -> {
            if (sum > limits.getOrDefault(whose, Long.MAX_VALUE) && !overdrawn.contains(whose)) {
                tooLarge.add(whose);
            }
        });
        overdrawn.addAll(tooLarge);
        forget();
        return tooLarge.size();
    }

    /** All sums of the transaction are within their limits. */
    void settle() {
        overdrawn.clear();
    }

    /** The transaction has ended; what was overdrawn stays known. */
    void forget() {
        added.clear();
        limits.clear();
        durable.clear();
    }
}
