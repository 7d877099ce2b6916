package io.keywright.bench.cluster;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.keywright.core.change.UsageChange;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.root.RootKeys;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.store.Store;
import io.keywright.store.postgresql.DatabaseAddress;
import io.keywright.store.postgresql.DatabaseAddress.Host;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.testkit.postgresql.CountingRelay;
import io.keywright.testkit.postgresql.Postgresql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Encryptions whose receipts callers wait for, by one node and by three on the same PostgreSQL, in turns: how long a commit takes,
 * and how many receipts one journey to the database makes durable. Run by {@code make bench-cluster}. The nodes and the database
 * share this machine's cores, so that no throughput is a cluster's; with what counts journeys between them, where they are
 * counted or made longer.
 */
public final class ClusterFigures {

    private static final int CALLERS = 48;
    private static final int ROUNDS = 5;
    private static final Duration WARMUP = Duration.ofSeconds(3);
    private static final Duration TIME = Duration.ofSeconds(4);
    private static final int QUEUE = 4096;

    /** So long that it counts for more than the cores that all of them share. */
    private static final Duration WAY = Duration.ofMillis(2);

    private static final int KEYS = 100;

    private static final Scope SCOPE = new Scope("bench", Environment.DEV, Plane.TENANT);
    private static final Caller CALLER = new Caller("spiffe://bench/module/M21", SCOPE, "M21");

    private record Node(Store store, Journal journal, Recorder recorder) {

        void close() throws Exception {
            journal.close();
            store.close();
        }
    }

    /**
     * One round of some nodes.
     *
     * @param perJourney receipts for each; 0 where journeys are not counted
     */
    private record Round(int nodes, long receipts, double perJourney, double p50Millis, double p99Millis) {}

    private final CryptoProviders crypto = CryptoProviders.withAccp(AmazonCorrettoCryptoProvider.INSTANCE);
    private final Path folder;
    private final Postgresql server;
    private final CountingRelay relay;

    private ClusterFigures(Path folder, Postgresql server, CountingRelay relay) {
        this.folder = folder;
        this.server = server;
        this.relay = relay;
    }

    /** Prints the figures as they come. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("keywright-cluster");
        try (Postgresql server = Postgresql.start();
                CountingRelay relay = new CountingRelay(server.port())) {
            new ClusterFigures(folder, server, relay).compare();
        } finally {
            delete(folder);
        }
    }

    private void compare() throws Exception {
        compareNodes(server.port(), nodes -> {
            compare("as fast as they can", nodes, Duration.ZERO);
            compare("1,000 a second", nodes, Duration.ofMillis(CALLERS));
        });
        compareNodes(relay.port(), nodes -> {
            compare("as fast as they can, journeys counted", nodes, Duration.ZERO);
            relay.delay(WAY);
            compare("1,000 a second, a journey of 2 ms more", nodes, Duration.ofMillis(CALLERS));
        });
    }

    @FunctionalInterface
    private interface Comparison {
        void of(List<Node> nodes) throws Exception;
    }

    private void compareNodes(int port, Comparison comparison) throws Exception {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            nodes.add(node(port));
        }
        round(nodes, WARMUP, Duration.ZERO);
        comparison.of(nodes);
        for (Node node : nodes) {
            node.close();
        }
    }

    /** @param pause between a caller's commits, about */
    private void compare(String how, List<Node> nodes, Duration pause) throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Round one = round(nodes.subList(0, 1), TIME, pause);
            Round three = round(nodes, TIME, pause);
            ratios.add(three.p99Millis() / one.p99Millis());
            System.out.println(one);
            System.out.println(three);
        }
        ratios.sort(Comparator.naturalOrder());
        System.out.printf(
                "p99 of a commit by three nodes over that by one, %d callers, %s: median %.2f (%.2f to %.2f)%n",
                CALLERS, how, ratios.get(ROUNDS / 2), ratios.getFirst(), ratios.getLast());
    }

    private Node node(int port) throws Exception {
        Store store = new Store(PostgresqlDatabase.open(new DatabaseAddress(
                List.of(new Host(Postgresql.HOST, port)),
                Postgresql.DATABASE,
                "bench",
                Postgresql.USER,
                Optional.empty(),
                Optional.empty())));
        RootKeys root =
                new RootKeys(crypto, LocalRootProvider.ofFile("local", folder.resolve("root.key"), true, crypto));
        var key = new LedgerKeys(store.ledgerKeys(), root, new CryptoEngine(crypto)).open("bench");
        BatchWriter writer = new BatchWriter(store.journal(), key);
        writer.recover();
        Journal journal = new Journal(writer, QUEUE);
        UuidV7 ids = new UuidV7(Clock.systemUTC(), crypto.random());
        return new Node(store, journal, new Recorder(journal, key, ids, Clock.systemUTC()));
    }

    /**
     * As many callers whatever the number of nodes, each of which waits for its receipt before the next. Nodes begin with what others
     * wrote before, which they follow while they are idle.
     */
    private Round round(List<Node> nodes, Duration time, Duration pause) throws Exception {
        for (Node node : nodes) {
            encryption(node).join();
        }
        long end = System.nanoTime() + time.toNanos();
        long before = relay.journeys();
        List<Long> nanos = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Node node = nodes.get(i % nodes.size());
                callers.add(threads.submit(() -> commits(node, end, pause)));
            }
            for (Future<List<Long>> caller : callers) {
                nanos.addAll(caller.get());
            }
        }
        long journeys = relay.journeys() - before;
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Round(
                nodes.size(),
                sorted.length,
                journeys == 0 ? 0 : (double) sorted.length / journeys,
                millis(sorted, 0.50),
                millis(sorted, 0.99));
    }

    /** Where callers pause, they do not begin all at once either. */
    private static List<Long> commits(Node node, long end, Duration pause) throws InterruptedException {
        List<Long> nanos = new ArrayList<>();
        pauseAbout(pause);
        for (long began = System.nanoTime(); began < end; began = System.nanoTime()) {
            encryption(node).join();
            nanos.add(System.nanoTime() - began);
            pauseAbout(pause);
        }
        return nanos;
    }

    private static void pauseAbout(Duration pause) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(2 * pause.toNanos() + 1));
    }

    /** One under any of the keys, whose uses are counted. */
    private static CompletableFuture<UUID> encryption(Node node) {
        UUID keyId = new UUID(7, ThreadLocalRandom.current().nextInt(KEYS));
        return node.recorder()
                .succeeded(
                        Attempt.of(CALLER, Operation.ENCRYPT).naming(keyId),
                        new UsageChange.KeyUsed(SCOPE, keyId, LocalDate.EPOCH).encrypting(1));
    }

    private static double millis(long[] sorted, double share) {
        return Arrays.stream(sorted)
                        .skip((long) (sorted.length * share))
                        .findFirst()
                        .orElse(0)
                / 1e6;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
