package io.keywright.bench.roots;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.secret.Shared;
import io.keywright.model.Algorithm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Requests at a steady rate, some tenants more often than others: each finds the tenant's key and encrypts 64 bytes. None
 * waits for another.
 */
record Traffic(Node node, CryptoEngine engine, List<TenantKey> keys, int perSecond) {

    private static final byte[] PLAINTEXT = new byte[64];
    private static final byte[] AAD = new byte[0];
    private static final long TICK = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What became of those of the time given, once all were answered. */
    Latencies during(Duration time) {
        int most = Math.toIntExact(time.toMillis() * perSecond / 1000) + 1;
        AtomicLongArray latencies = new AtomicLongArray(most);
        int sent = send(time, latencies);
        return Latencies.of(latencies, sent, System.nanoTime() + PATIENCE.toNanos());
    }

    private int send(Duration time, AtomicLongArray latencies) {
        long began = System.nanoTime();
        int sent = 0;
        while (System.nanoTime() - began < time.toNanos()) {
            long due = Math.min(latencies.length(), (System.nanoTime() - began) * perSecond / 1_000_000_000);
            while (sent < due) {
                request(sent++, latencies);
            }
            LockSupport.parkNanos(TICK);
        }
        return sent;
    }

    private void request(int number, AtomicLongArray latencies) {
        TenantKey key = someKey();
        long began = System.nanoTime();
        var _ = node.find(key)
                .thenAccept(this::use)
                .whenComplete((done, failure) -> latencies.set(number, result(began, failure)));
    }

    private static long result(long began, @Nullable Throwable failure) {
        return failure == null ? Math.max(1, System.nanoTime() - began) : Latencies.FAILED;
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
