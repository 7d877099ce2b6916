package io.keywright.core.evidence;

import java.util.Map;
import java.util.TreeMap;

/** How often there was what. */
final class Counts<K extends Comparable<K>> {

    private final Map<K, Long> counts = new TreeMap<>();

    void add(K key) {
        counts.merge(key, 1L, Long::sum);
    }

    long of(K key) {
        return counts.getOrDefault(key, 0L);
    }

    long all() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** In the order of their names. */
    Map<K, Long> byName() {
        return new TreeMap<>(counts);
    }
}
