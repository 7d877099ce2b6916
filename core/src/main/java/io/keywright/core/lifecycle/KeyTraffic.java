package io.keywright.core.lifecycle;

import io.keywright.core.secret.Traffic;
import io.keywright.model.KeyType;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Counts how often keys were found in memory, by type. Thread-safe. */
public final class KeyTraffic {

    private final Map<KeyType, Traffic> types = Arrays.stream(KeyType.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), type -> new Traffic()));

    KeyTraffic() {}

    /** That of keys of a type. */
    public Traffic of(KeyType keyType) {
        return Objects.requireNonNull(types.get(keyType));
    }

    /** The share of askings that memory answered, 0 to 1; 1 if nobody asked. */
    public double hitRate() {
        return Traffic.hitRate(sum(Traffic::hits), sum(Traffic::misses));
    }

    private long sum(ToLongFunction<Traffic> part) {
        return types.values().stream().mapToLong(part).sum();
    }
}
