package io.keywright.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.keywright.core.change.Change;
import io.keywright.core.change.UsageChange;
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
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.store.Database;
import io.keywright.store.Store;
import io.keywright.store.postgresql.DatabaseAddress;
import io.keywright.store.postgresql.DatabaseAddress.Host;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.postgresql.Postgresql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Receipts per second that become durable: signed, hashed into the tree and committed, to SQLite in the temporary folder or to a
 * PostgreSQL server that has its files there.
 * {@value #RECEIPTS} receipts are made by as many callers as {@code inFlight} says, each of which waits for its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(SECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 3, timeUnit = SECONDS)
@Measurement(iterations = 5, time = 3, timeUnit = SECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the parameters in, then calls prepare
public class JournalBenchmark {

    private static final int RECEIPTS = 1024;
    private static final int QUEUE = 4096;

    @Param({"1", "8", "32", "128"})
    int inFlight;

    @Param({"sqlite", "postgresql"})
    String database;

    /** Under how many keys callers encrypt, whose uses are counted; 0 for receipts alone. */
    @Param({"0", "100"})
    int keys;

    private final io.keywright.model.Scope scope = new io.keywright.model.Scope("bench", Environment.DEV, Plane.TENANT);
    private final Caller caller = new Caller("spiffe://bench/module/M21", scope, "M21");
    private Path folder;
    private @Nullable Postgresql server;
    private Store store;
    private Journal journal;
    private Recorder recorder;

    @Setup
    public void prepare() throws Exception {
        CryptoProviders crypto = Accp.providers(Accp.NAME);
        folder = Files.createTempDirectory("keywright-journal");
        store = new Store(database());
        RootKeys root =
                new RootKeys(crypto, LocalRootProvider.ofFile("local", folder.resolve("root.key"), true, crypto));
        LedgerKey key = new LedgerKeys(store.ledgerKeys(), root, new CryptoEngine(crypto)).open("bench");
        BatchWriter writer = new BatchWriter(store.journal(), key);
        writer.recover();
        journal = new Journal(writer, QUEUE);
        recorder = new Recorder(journal, key, new UuidV7(Clock.systemUTC(), crypto.random()), Clock.systemUTC());
    }

    private Database database() throws Exception {
        if (database.equals("sqlite")) {
            return SqliteDatabase.open(folder);
        }
        Postgresql started = Postgresql.start();
        server = started;
        return PostgresqlDatabase.open(new DatabaseAddress(
                List.of(new Host(Postgresql.HOST, started.port())),
                Postgresql.DATABASE,
                "bench",
                Postgresql.USER,
                Optional.empty(),
                Optional.empty()));
    }

    @Benchmark
    @OperationsPerInvocation(RECEIPTS)
    public long durableReceipts() {
        List<CompletableFuture<Integer>> callers = IntStream.range(0, inFlight)
                .mapToObj(caller -> receipts(RECEIPTS / inFlight))
                .toList();
        return callers.stream().mapToLong(CompletableFuture::join).sum();
    }

    /** One receipt after the other. */
    private CompletableFuture<Integer> receipts(int left) {
        return left == 0 ? CompletableFuture.completedFuture(0) : receipt().thenCompose(done -> receipts(left - 1));
    }

    private CompletableFuture<UUID> receipt() {
        UUID keyId = new UUID(7, ThreadLocalRandom.current().nextInt(Math.max(keys, 1)));
        Change change =
                keys == 0 ? new Change.None() : new UsageChange.KeyUsed(scope, keyId, LocalDate.EPOCH).encrypting(1);
        return recorder.succeeded(Attempt.of(caller, Operation.ENCRYPT).naming(keyId), change);
    }

    @TearDown
    public void close() throws Exception {
        journal.close();
        store.close();
        if (server != null) {
            server.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(JournalBenchmark::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
