package io.keywright.bench;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.LedgerKey;
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
import io.keywright.store.sqlite.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether appends slow down as the ledger grows, and what a receipt takes on disk, its share of tiles and indexes included.
 * Run by {@code make bench-ledger}; the first argument is how many receipts to append, in ten parts.
 */
public final class LedgerGrowth {

    private static final int PARTS = 10;
    private static final int IN_FLIGHT = 256;
    private static final int QUEUE = 4096;
    private static final int TENANTS = 20;
    private static final int KEYS = 500;
    private static final Operation[] OPERATIONS = {
        Operation.SIGN, Operation.VERIFY, Operation.ENCRYPT, Operation.DECRYPT
    };

    private final Recorder recorder;
    private final List<Attempt> attempts;

    private LedgerGrowth(Recorder recorder) {
        this.recorder = recorder;
        this.attempts = IntStream.range(0, KEYS * OPERATIONS.length)
                .mapToObj(LedgerGrowth::attempt)
                .toList();
    }

    private static Attempt attempt(int number) {
        int key = number % KEYS;
        Scope scope = new Scope("tenant-" + key % TENANTS, Environment.PROD, Plane.TENANT);
        Caller caller = new Caller("spiffe://bench/module/M21", scope, "M21");
        return Attempt.of(caller, OPERATIONS[number / KEYS]).naming(new UUID(key, key));
    }

    /** Prints the figures as they come. */
    public static void main(String[] arguments) throws Exception {
        long receipts = arguments.length == 0 ? 1_000_000 : Long.parseLong(arguments[0]);
        CryptoProviders crypto = Accp.providers(Accp.NAME);
        Path folder = Files.createTempDirectory("keywright-growth");
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            RootKeys root =
                    new RootKeys(crypto, LocalRootProvider.ofFile("local", folder.resolve("root.key"), true, crypto));
            LedgerKey key = new LedgerKeys(store.ledgerKeys(), root, new CryptoEngine(crypto)).open("bench");
            BatchWriter writer = new BatchWriter(store.journal(), key);
            writer.recover();
            try (Journal journal = new Journal(writer, QUEUE)) {
                UuidV7 ids = new UuidV7(Clock.systemUTC(), crypto.random());
                report(new LedgerGrowth(new Recorder(journal, key, ids, Clock.systemUTC())).grow(receipts));
            }
        } finally {
            System.out.printf("%,d bytes on disk for each receipt%n", Math.ceilDiv(bytes(folder), receipts));
            delete(folder);
        }
    }

    private List<Double> grow(long receipts) {
        List<Double> rates = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            long portion = receipts / PARTS;
            long began = System.nanoTime();
            append(portion);
            double seconds = (System.nanoTime() - began) / 1e9;
            rates.add(portion / seconds);
            System.out.printf("%,12d receipts  %,9.0f a second%n", portion * (part + 1), rates.getLast());
        }
        return rates;
    }

    /** As many callers as are in flight, each of which waits for its own receipt. */
    private void append(long receipts) {
        List<CompletableFuture<Void>> callers = IntStream.range(0, IN_FLIGHT)
                .mapToObj(caller -> append(caller, receipts / IN_FLIGHT))
                .toList();
        callers.forEach(CompletableFuture::join);
    }

    private CompletableFuture<Void> append(int caller, long left) {
        if (left == 0) {
            return CompletableFuture.completedFuture(null);
        }
        Attempt attempt = attempts.get((int) ((caller * 7919L + left) % attempts.size()));
        return recorder.concluded(attempt, true).thenCompose(done -> append(caller, left - 1));
    }

    private static void report(List<Double> rates) {
        System.out.printf("%.2f of the first part's rate in the last%n", rates.getLast() / rates.getFirst());
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("keywright.db"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
