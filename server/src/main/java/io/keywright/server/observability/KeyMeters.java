package io.keywright.server.observability;

import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.lifecycle.KeyTraffic;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.ToDoubleFunction;

/** The contract's metrics of keys: how many there are, how often memory had them, how rotation goes. */
public final class KeyMeters implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Reading<Map<KeyType, Map<KeyState, Long>>> counts;
    private final KeyTraffic traffic;

    public KeyMeters(KeyStore store, KeyRing keys, InstantSource clock, Executor blocking) {
        this.counts = new Reading<>(store::keyCounts, Map.of(), FRESH, clock, blocking);
        this.traffic = keys.traffic();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counts.begin();
        for (KeyType keyType : KeyType.values()) {
            count(registry, keyType, "hit", from -> from.of(keyType).hits());
            count(registry, keyType, "miss", from -> from.of(keyType).misses());
            for (KeyState keyState : KeyState.values()) {
                Gauge.builder("kms.keys.total", this, meters -> meters.keys(keyType, keyState))
                        .description("Keys, by type and state")
                        .tag("key_type", keyType.wireName())
                        .tag("key_state", keyState.wireName())
                        .register(registry);
            }
        }
        Gauge.builder("kms.cache.hit.rate", traffic, KeyTraffic::hitRate)
                .description("The share of uses that found their key in memory")
                .register(registry);
    }

    private void count(MeterRegistry registry, KeyType keyType, String outcome, ToDoubleFunction<KeyTraffic> value) {
        FunctionCounter.builder("kms.cache." + outcome, traffic, value)
                .description("Uses of keys by whether the key was in memory")
                .tag("key_type", keyType.wireName())
                .register(registry);
    }

    private double keys(KeyType keyType, KeyState keyState) {
        return counts.value().getOrDefault(keyType, Map.of()).getOrDefault(keyState, 0L);
    }
}
