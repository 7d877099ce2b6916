package io.keywright.server.observability;

import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.lifecycle.KeyTraffic;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** The contract's metrics of keys: how many there are, how often memory had them, how rotation goes. */
public final class KeyMeters implements MeterBinder {

    private static final Logger LOG = Logger.getLogger(KeyMeters.class);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private record Snapshot(Instant taken, Map<KeyType, Map<KeyState, Long>> counts) {}

    private final KeyStore store;
    private final KeyTraffic traffic;
    private final Clock clock;
    private volatile Snapshot snapshot = new Snapshot(Instant.EPOCH, Map.of());

    public KeyMeters(KeyStore store, KeyRing keys, Clock clock) {
        this.store = store;
        this.traffic = keys.traffic();
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
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
        if (snapshot.taken().plus(FRESH).isBefore(clock.instant())) {
            refresh();
        }
        return snapshot.counts().getOrDefault(keyType, Map.of()).getOrDefault(keyState, 0L);
    }

    /** One reading of the store serves all gauges of a scrape; if it fails, the last one stands. */
    private synchronized void refresh() {
        try {
            snapshot = new Snapshot(clock.instant(), store.keyCounts());
        } catch (StoreException e) {
            LOG.warn("event=key_count_failed", e);
            snapshot = new Snapshot(clock.instant(), snapshot.counts());
        }
    }
}
