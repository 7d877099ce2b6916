package io.keywright.bench;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.ledger.Checkpoints;
import io.keywright.core.ledger.CosignerKeys;
import io.keywright.core.ledger.LedgerKey;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.ledger.ReceiptArchive;
import io.keywright.core.root.RootKeys;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.note.TlogProof;
import io.keywright.ledger.succession.Signers;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The server's time for the proof of a receipt, found by its id anywhere in a large ledger: rows read, signature checked,
 * path made and checked. With {@code -p receipts=10000000} the store is made for some minutes and takes some GB.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 3, timeUnit = SECONDS)
@Measurement(iterations = 5, time = 3, timeUnit = SECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the parameters in, then calls prepare
public class ProofBenchmark {

    @Param("100000")
    int receipts;

    private final Caller auditor = new Caller(
            "spiffe://bench/module/M21",
            new io.keywright.model.Scope(BigLedger.TENANT, Environment.DEV, Plane.TENANT),
            "M21");
    private Path folder;
    private Store store;
    private ReceiptArchive archive;
    private List<UUID> ids;

    @Setup
    public void prepare() throws Exception {
        CryptoProviders crypto = Accp.providers(Accp.NAME);
        folder = Files.createTempDirectory("keywright-proof");
        store = new Store(SqliteDatabase.open(folder));
        RootKeys root =
                new RootKeys(crypto, LocalRootProvider.ofFile("local", folder.resolve("root.key"), true, crypto));
        LedgerKey key = new LedgerKeys(store.ledgerKeys(), root, new CryptoEngine(crypto)).open("bench");
        Cosigner cosigner = new CosignerKeys(store.cosignerKeys(), root, crypto).open("bench");
        ids = new BigLedger(store.journal(), key).fill(receipts);
        Roles roles = new Roles(Map.of(Role.AUDITOR, List.of(IdentityPattern.parse("spiffe://bench/module/*"))));
        Checkpoints checkpoints =
                new Checkpoints(store.receipts(), LedgerKeyring.of(key), cosigner, Optional::empty, Clock.systemUTC());
        archive = new ReceiptArchive(new Authorizer(roles), store.receipts(), checkpoints, () -> Signers.of(key));
    }

    @Benchmark
    public TlogProof proof() {
        return archive.proof(auditor, null, ids.get(ThreadLocalRandom.current().nextInt(ids.size())));
    }

    @TearDown
    public void remove() throws Exception {
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                delete(file);
            }
        }
    }

    private static void delete(Path file) throws IOException {
        Files.delete(file);
    }
}
