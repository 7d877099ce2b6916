package io.keywright.bench.roots;

import io.keywright.bench.roots.DistantProvider.State;
import io.keywright.bench.traffic.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Whether the tenants of a provider that works notice that another tenant's provider is dead. */
final class Neighbours {

    private static final int TENANTS = 99;
    private static final int PER_SECOND = 20_000;
    private static final int OF_THE_UNLUCKY = 200;
    private static final int ROUNDS = 11;
    /** An hour takes 15 seconds, so that leases are renewed meanwhile, twice. */
    private static final int SPEED = 240;

    private static final Duration WINDOW = Duration.ofMillis(1500);

    private final Installation installation;
    private final List<TenantKey> others;
    private final List<TenantKey> unlucky;

    Neighbours(Installation installation) {
        this.installation = installation;
        this.others = installation.tenants("other-", TENANTS, installation.provider, 1);
        this.unlucky = installation.tenants("unlucky-", 1, installation.other, 1);
    }

    Figure figure() {
        List<Double> ratios = new ArrayList<>();
        int failed = 0;
        int ofTheUnlucky = 0;
        try (Node node = new Node(installation, new FastTime(SPEED))) {
            window(node);
            for (int round = 0; round < ROUNDS; round++) {
                Window alive = window(node);
                installation.other.becomes(State.SILENT);
                node.drop(unlucky.getFirst().scope().tenantId());
                Window dead = window(node);
                installation.other.becomes(State.ANSWERS);
                ratios.add(dead.others().percentile(99) / alive.others().percentile(99));
                failed += alive.others().failed() + dead.others().failed();
                ofTheUnlucky += dead.unlucky().failed();
            }
        }
        double median = RootFigures.median(ratios.stream().mapToDouble(Double::doubleValue));
        return new Figure(
                "p99 of 99 tenants while the 100th's provider is dead, over p99 else",
                "<= 1.2",
                median <= 1.2 && failed == 0,
                "%.2f, median of %s; %d of theirs failed, and %d of the 100th's"
                        .formatted(
                                median,
                                ratios.stream()
                                        .map(ratio -> "%.2f".formatted(ratio))
                                        .toList(),
                                failed,
                                ofTheUnlucky));
    }

    private record Window(Latencies others, Latencies unlucky) {}

    private Window window(Node node) {
        CompletableFuture<Latencies> ofTheUnlucky = CompletableFuture.supplyAsync(
                () -> new Traffic(node, installation.engine, unlucky, OF_THE_UNLUCKY).during(WINDOW),
                installation.blocking);
        Latencies ofOthers = new Traffic(node, installation.engine, others, PER_SECOND).during(WINDOW);
        return new Window(ofOthers, ofTheUnlucky.join());
    }
}
