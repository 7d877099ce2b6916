package io.keywright.core.cost;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a provider was used.
 *
 * @param calls how often it was called; each try counts, also one that failed
 * @param saved how often a root that it had opened was used from memory, each time without one more unwrapping
 */
public record ProviderUse(Map<ProviderOperation, Long> calls, long saved) {

    public static final ProviderUse NONE = new ProviderUse(Map.of(), 0);

    public ProviderUse {
        Map<ProviderOperation, Long> copy = new EnumMap<>(ProviderOperation.class);
        copy.putAll(calls);
        calls = Collections.unmodifiableMap(copy);
    }

    /** One call. */
    static ProviderUse of(ProviderOperation operation) {
        return new ProviderUse(Map.of(operation, 1L), 0);
    }

    /** So many uses from memory. */
    static ProviderUse saved(long times) {
        return new ProviderUse(Map.of(), times);
    }

    /** Both together. */
    public ProviderUse plus(ProviderUse other) {
        Map<ProviderOperation, Long> sum = new EnumMap<>(ProviderOperation.class);
        sum.putAll(calls);
        other.calls.forEach((operation, times) -> sum.merge(operation, times, Long::sum));
        return new ProviderUse(sum, saved + other.saved);
    }

    /** How often the provider was called for {@code operation}. */
    public long calls(ProviderOperation operation) {
        return calls.getOrDefault(operation, 0L);
    }

    /** How often it was called at all. */
    public long allCalls() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }
}
