package io.keywright.bench.roots;

import io.keywright.bench.roots.DistantProvider.State;
import io.keywright.bench.traffic.Latencies;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.secret.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What those who use keys notice of a root provider whose calls take 50 ms, with the leases and guards that hold if nobody
 * sets them, by a clock that runs faster than the machine's. Run by {@code make bench-roots}.
 */
public final class RootFigures {

    private static final Duration FAR = Duration.ofMillis(50);
    private static final int TENANTS = 1000;
    private static final int PER_SECOND = 20_000;
    /** An hour takes a minute. */
    private static final int SLOWLY = 60;
    /** An hour takes 15 seconds. */
    static final int QUICKLY = 240;

    private static final int ROUNDS = 3;
    private static final int RETRIEVALS = 1_000_000;
    private static final int AT_ONCE = 10_000;
    private static final int KEYS_OF_ONE = 100;

    private final Installation installation;
    private final List<TenantKey> keys;

    private RootFigures(Installation installation) throws Exception {
        this.installation = installation;
        this.keys = installation.tenants("tenant-", TENANTS, installation.provider, 1);
    }

    /** Prints the figures as they come. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("keywright-roots");
        try (Installation installation = new Installation(folder)) {
            RootFigures figures = new RootFigures(installation);
            Neighbours neighbours = new Neighbours(installation);
            installation.provider.takes(FAR);
            installation.other.takes(FAR);
            figures.warmUp();
            System.out.println(figures.cachedRetrieval());
            System.out.println(figures.coldTenant());
            System.out.println(figures.refresh());
            figures.outage().forEach(System.out::println);
            System.out.println(neighbours.figure());
        } finally {
            delete(folder);
        }
    }

    private Traffic traffic(Node node) {
        return new Traffic(node, installation.engine, keys, PER_SECOND);
    }

    /** A node that has opened every tenant's root and key. */
    private Node warm(FastTime time) {
        Node node = new Node(installation, time);
        keys.stream().map(node::find).toList().forEach(RootFigures::released);
        return node;
    }

    private static void released(CompletableFuture<Shared<HeldKey>> found) {
        found.join().release();
    }

    private void warmUp() {
        try (Node node = warm(new FastTime(1))) {
            traffic(node).during(Duration.ofSeconds(5));
        }
    }

    private Figure cachedRetrieval() {
        long[] nanos = new long[RETRIEVALS];
        try (Node node = warm(new FastTime(1))) {
            for (int i = 0; i < RETRIEVALS; i++) {
                long began = System.nanoTime();
                released(node.find(keys.get(i % TENANTS)));
                nanos[i] = System.nanoTime() - began;
            }
        }
        Latencies latencies = new Latencies(Arrays.stream(nanos).sorted().toArray(), 0);
        double p99 = latencies.percentile(99);
        return new Figure(
                "a key from memory, p99 of 1,000,000",
                "< 50 µs",
                p99 < 50,
                "%.2f µs (p50 %.2f, p99.9 %.2f)".formatted(p99, latencies.percentile(50), latencies.percentile(99.9)));
    }

    private Figure coldTenant() throws Exception {
        List<TenantKey> ofOne = installation.tenants("cold-", 1, installation.provider, KEYS_OF_ONE);
        CountDownLatch start = new CountDownLatch(1);
        int before = installation.provider.calls();
        try (Node node = new Node(installation, new FastTime(1))) {
            List<CompletableFuture<Void>> requests = Stream.iterate(0, i -> i + 1)
                    .limit(AT_ONCE)
                    .map(i -> CompletableFuture.runAsync(
                            () -> {
                                await(start);
                                released(node.find(ofOne.get(i % KEYS_OF_ONE)));
                            },
                            installation.blocking))
                    .toList();
            start.countDown();
            requests.forEach(CompletableFuture::join);
        }
        int calls = installation.provider.calls() - before;
        return new Figure(
                "provider calls of 10,000 requests at once on one cold tenant", "1", calls == 1, "%d".formatted(calls));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The minutes before all leases are renewed, and those in which they are, some times over. */
    private Figure refresh() {
        List<Refresh> rounds = Stream.generate(this::round).limit(ROUNDS).toList();
        double median = median(rounds.stream().mapToDouble(Refresh::ratio));
        return new Figure(
                "p99 while 1,000 roots are asked for again, over p99 before",
                "<= 1.5",
                median <= 1.5 && rounds.stream().noneMatch(Refresh::fails),
                "%.2f, median of %s".formatted(median, rounds));
    }

    private record Refresh(Latencies before, Latencies meanwhile, int calls) {

        double ratio() {
            return meanwhile.percentile(99) / before.percentile(99);
        }

        boolean fails() {
            return before.failed() + meanwhile.failed() > 0;
        }

        @Override
        public String toString() {
            return "%.2f (%.1f, then %.1f µs with %d calls)"
                    .formatted(ratio(), before.percentile(99), meanwhile.percentile(99), calls);
        }
    }

    private Refresh round() {
        FastTime time = new FastTime(SLOWLY);
        try (Node node = warm(time)) {
            Traffic traffic = traffic(node);
            time.skipTo(33);
            Latencies before = traffic.during(time.until(44));
            int asked = installation.provider.calls();
            Latencies meanwhile = traffic.during(time.until(55));
            return new Refresh(before, meanwhile, installation.provider.calls() - asked);
        }
    }

    /** Ten minutes without the provider, when four of nine leases are yet to be renewed, and end; in an hour of steady traffic. */
    private List<Figure> outage() {
        FastTime time = new FastTime(QUICKLY);
        try (Node node = warm(time)) {
            Traffic traffic = traffic(node);
            int failed = traffic.during(time.until(51)).failed();
            installation.provider.becomes(State.GONE);
            int asked = installation.provider.calls();
            Latencies outage = traffic.during(time.until(61.5));
            int calls = installation.provider.calls() - asked;
            installation.provider.becomes(State.ANSWERS);
            failed += outage.failed() + traffic.during(time.until(66)).failed();
            return List.of(
                    new Figure(
                            "requests that fail in and after 10 minutes without the provider",
                            "0",
                            failed == 0,
                            "%d of %,d, and %d calls in vain"
                                    .formatted(failed, outage.nanos().length + outage.failed(), calls)),
                    new Figure(
                            "hit rate, 1,000 tenants, 300 requests an hour each, from cold on",
                            "> 99 %",
                            node.hitRate() > 0.99,
                            "%.2f %%".formatted(node.hitRate() * 100)));
        } finally {
            installation.provider.becomes(State.ANSWERS);
        }
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
