package io.keywright.bench.keys;

import io.keywright.bench.traffic.Latencies;
import io.keywright.bench.traffic.SteadyTraffic;
import io.keywright.core.journal.StoreException;
import io.keywright.core.rotation.KeyResult.RotationOutcome;
import io.keywright.core.rotation.Rotations;
import io.keywright.core.rotation.Schedule;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What those who sign by Ed25519 notice of RSA keys that are rotated meanwhile. Each signature's receipt is durable before it is answered. */
final class BusyRotation {

    private static final int TENANTS = 10;
    private static final int KEYS_OF_EACH = 6;
    private static final int PER_SECOND = 500;
    private static final int ROUNDS = 5;
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Schedule MONTHLY = new Schedule(Map.of(KeyType.RSA_2048, MONTH));

    private final KeyFactory factory;
    private final SteadyTraffic traffic;
    private final Rotations rotations;

    BusyRotation(KeyFactory factory) {
        this.factory = factory;
        this.rotations = factory.rotations(MONTHLY);
        KeyMetadata signing =
                factory.make("busy", KeyType.ED25519).join().value().key();
        this.traffic = new SteadyTraffic(() -> factory.sign(signing, new byte[64]), PER_SECOND);
    }

    void run() {
        CompletableFuture<?>[] made = new CompletableFuture<?>[TENANTS * KEYS_OF_EACH];
        Arrays.setAll(made, i -> factory.make("busy-" + i % TENANTS, KeyType.RSA_2048));
        CompletableFuture.allOf(made).join();
        traffic.during(QUIET);
        double[] ratios = new double[ROUNDS];
        Arrays.setAll(ratios, round -> round());
        System.out.printf(
                "p99 of signatures while RSA-2048 keys rotate, over that of the time before: median %.2f (wanted: 2)%n",
                Arrays.stream(ratios).sorted().toArray()[ROUNDS / 2]);
    }

    private double round() {
        Latencies quiet = traffic.during(QUIET);
        factory.pass(MONTH);
        long began = System.nanoTime();
        CompletableFuture<Long> run = CompletableFuture.supplyAsync(this::rotated);
        Latencies busy = traffic.during(MOST, () -> !run.isDone());
        double ratio = busy.percentile(99) / quiet.percentile(99);
        System.out.printf(
                "%d a second, Ed25519: p50 %.2f, p99 %.2f ms; while %d RSA-2048 keys rotate, in %.1f s: p50 %.2f, p99 %.2f ms,"
                        + " %.2f times the p99; %d failed%n",
                PER_SECOND,
                quiet.percentile(50) / 1e3,
                quiet.percentile(99) / 1e3,
                run.join(),
                (System.nanoTime() - began) / 1e9,
                busy.percentile(50) / 1e3,
                busy.percentile(99) / 1e3,
                ratio,
                quiet.failed() + busy.failed());
        return ratio;
    }

    private long rotated() {
        try {
            return rotations.run().orElseThrow().count(RotationOutcome.ROTATED);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
