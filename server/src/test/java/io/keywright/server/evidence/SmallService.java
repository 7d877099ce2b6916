package io.keywright.server.evidence;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.Calls;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Checkpoints;
import io.keywright.core.evidence.CosignerKeys;
import io.keywright.core.evidence.LedgerKey;
import io.keywright.core.evidence.LedgerKeys;
import io.keywright.core.evidence.ReceiptAccess;
import io.keywright.core.evidence.Recorded;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.evidence.WitnessedCheckpoints;
import io.keywright.core.export.EvidenceExports;
import io.keywright.core.export.EvidenceReport;
import io.keywright.core.export.Export;
import io.keywright.core.export.ExportQueue;
import io.keywright.core.export.ExportRules;
import io.keywright.core.export.ExportRun;
import io.keywright.core.export.ExportedLedger;
import io.keywright.core.export.StateFiles;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Change;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootKeys;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The parts of a service that exports need, with a clock of the test's choice: store, journal and archives are real. */
final class SmallService implements AutoCloseable {

    static final Caller AUDITOR =
            new Caller("spiffe://test.keywright/auditor", new Scope("acme", Environment.DEV, Plane.TENANT), "auditing");
    private static final int QUEUE = 1000;
    private static final Duration LONG = Duration.ofDays(1);

    private final Store store;
    private final Journal journal;
    private final Recorder recorder;
    private final ExportQueue queue;
    private final EvidenceExports exports;
    private final Calls calls;
    private final ExecutorService blocking = Executors.newSingleThreadExecutor();
    private final Map<UUID, Throwable> failures = new ConcurrentHashMap<>();

    SmallService(Path folder, Clock clock, WitnessedCheckpoints witnessed, Duration patience) throws Exception {
        this(folder, clock, witnessed, patience, report -> new byte[0]);
    }

    /** @param print makes the report for printing */
    SmallService(
            Path folder, Clock clock, WitnessedCheckpoints witnessed, Duration patience, EvidenceReport.Renderer print)
            throws Exception {
        CryptoProviders crypto = CryptoProviders.jdk();
        UuidV7 ids = new UuidV7(Clock.systemUTC(), crypto.random());
        this.store = new Store(SqliteDatabase.open(folder));
        RootKeys root =
                new RootKeys(crypto, LocalRootProvider.ofFile("local", folder.resolve("root.key"), true, crypto));
        LedgerKey key = new LedgerKeys(store.ledgerKeys(), root, new CryptoEngine(crypto)).open("ledger.test");
        Cosigner cosigner = new CosignerKeys(store.cosignerKeys(), root, crypto).open(key.origin());
        BatchWriter writer = new BatchWriter(store.journal(), key);
        writer.recover();
        this.journal = new Journal(writer, QUEUE);
        this.recorder = new Recorder(journal, key, ids, clock);
        ExportedLedger ledger = new ExportedLedger(
                new LogKeys(key.verifierKey(), List.of(cosigner.key())),
                new Checkpoints(store.receipts(), cosigner, witnessed, clock),
                patience);
        ExportRun run = new ExportRun(
                store.receipts(),
                new StateFiles(store.keys(), store.roleBindings(), store.approvals(), store.trustAnchors()),
                ledger,
                recorder,
                new EvidenceReport.Forms(report -> new byte[0], print),
                LONG,
                clock);
        ExportRules rules = new ExportRules(folder.resolve("exports"), LONG, Long.MAX_VALUE, 1);
        this.queue = new ExportQueue(rules, run, clock, failures::put);
        Roles roles = new Roles(Map.of(Role.AUDITOR, List.of(IdentityPattern.parse(AUDITOR.subject()))));
        this.exports = new EvidenceExports(new ReceiptAccess(new Authorizer(roles)), queue, ids, clock);
        this.calls = new Calls(recorder, (name, refusal, started) -> {}, blocking);
    }

    /** Uses a key, and leaves the receipt of it. */
    CompletableFuture<UUID> use() {
        return recorder.succeeded(Attempt.of(AUDITOR, Operation.SIGN), new Change.None());
    }

    Export start(Instant from) {
        return ask(from).join().value();
    }

    CompletableFuture<Recorded<Export>> ask(Instant from) {
        Call call = new Call(new Arrival(AUDITOR, System.nanoTime(), Runnable::run), Operation.REQUEST_EVIDENCE);
        return calls.run(call, () -> exports.start(null, from, null));
    }

    /** The one thread that may wait for files. */
    Executor blocking() {
        return blocking;
    }

    Export now(Export export) {
        return exports.get(AUDITOR, null, export.exportId());
    }

    Export finished(Export export) throws InterruptedException {
        while (!now(export).state().finished()) {
            Thread.sleep(20);
        }
        return now(export);
    }

    /** What the operator is told of a failure. */
    Throwable failure(Export export) {
        return Objects.requireNonNull(failures.get(export.exportId()), "no failure was told");
    }

    Path archive(Export export) {
        return exports.archive(AUDITOR, null, export.exportId());
    }

    @Override
    public void close() throws StoreException {
        blocking.close();
        queue.close();
        journal.close();
        store.close();
    }
}
