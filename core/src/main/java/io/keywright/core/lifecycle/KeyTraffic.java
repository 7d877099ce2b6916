package io.keywright.core.lifecycle;

import io.keywright.model.KeyType;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts how often keys were found in memory, by type. Thread-safe. */
public final class KeyTraffic {

    private final Map<KeyType, LongAdder> hits = adders();
    private final Map<KeyType, LongAdder> misses = adders();

    KeyTraffic() {}

    private static Map<KeyType, LongAdder> adders() {
        Map<KeyType, LongAdder> adders = new EnumMap<>(KeyType.class);
        for (KeyType keyType : KeyType.values()) {
            adders.put(keyType, new LongAdder());
        }
        return adders;
    }

    void hit(KeyType keyType) {
        add(hits, keyType);
    }

    void miss(KeyType keyType) {
        add(misses, keyType);
    }

    private static void add(Map<KeyType, LongAdder> adders, KeyType keyType) {
        LongAdder adder = adders.get(keyType);
        if (adder != null) {
            adder.increment();
        }
    }

    /** Keys of this type that were in memory when they were asked for. */
    public long hits(KeyType keyType) {
        return sum(hits, keyType);
    }

    /** Keys of this type that had to be read and unwrapped. */
    public long misses(KeyType keyType) {
        return sum(misses, keyType);
    }

    private static long sum(Map<KeyType, LongAdder> adders, KeyType keyType) {
        LongAdder adder = adders.get(keyType);
        return adder == null ? 0 : adder.sum();
    }

    /** The share of askings that memory answered, 0 to 1; 1 if nobody asked. */
    public double hitRate() {
        long hit = hits.values().stream().mapToLong(LongAdder::sum).sum();
        long missed = misses.values().stream().mapToLong(LongAdder::sum).sum();
        return hit + missed == 0 ? 1 : (double) hit / (hit + missed);
    }
}
