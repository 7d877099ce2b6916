package io.keywright.bench.roots;

import io.keywright.bench.traffic.Latencies;
import io.keywright.bench.traffic.SteadyTraffic;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.secret.Shared;
import io.keywright.model.Algorithm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Requests at a steady rate, some tenants more often than others: each finds the tenant's key and encrypts 64 bytes. None
 * waits for another.
 */
record Traffic(Node node, CryptoEngine engine, List<TenantKey> keys, int perSecond) {

    private static final byte[] PLAINTEXT = new byte[64];
    private static final byte[] AAD = new byte[0];

    /** What became of those of the time given, once all were answered. */
    Latencies during(Duration time) {
        return new SteadyTraffic(() -> node.find(someKey()).thenAccept(this::use), perSecond).during(time);
    }

    private void use(Shared<HeldKey> shared) {
        try {
            UsableKey key = shared.get().material().orElseThrow();
            engine.encrypt(key, Algorithm.AES_256_GCM, PLAINTEXT, AAD);
        } finally {
            shared.release();
        }
    }

    /** The busiest tenth of the tenants gets a third of the requests. */
    private TenantKey someKey() {
        double chance = ThreadLocalRandom.current().nextDouble();
        return keys.get((int) (chance * chance * keys.size()));
    }
}
