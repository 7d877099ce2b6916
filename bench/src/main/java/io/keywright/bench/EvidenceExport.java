package io.keywright.bench;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.Calls;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.evidence.EvidenceExports;
import io.keywright.core.evidence.EvidenceReport;
import io.keywright.core.evidence.Export;
import io.keywright.core.evidence.ExportNews;
import io.keywright.core.evidence.ExportPlace;
import io.keywright.core.evidence.ExportQueue;
import io.keywright.core.evidence.ExportRules;
import io.keywright.core.evidence.ExportRun;
import io.keywright.core.evidence.ExportedLedger;
import io.keywright.core.evidence.Latecomers;
import io.keywright.core.evidence.RolesInForce;
import io.keywright.core.evidence.StateFiles;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Checkpoints;
import io.keywright.core.ledger.CosignerKeys;
import io.keywright.core.ledger.LedgerKey;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.ledger.PublicLog;
import io.keywright.core.ledger.ReceiptAccess;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.node.Node;
import io.keywright.core.node.Nodes;
import io.keywright.core.root.RootKeys;
import io.keywright.core.work.Deadline;
import io.keywright.core.work.Supervisor;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Fills a ledger with receipts and exports those of one tenant, for {@code bench/load/evidence.py}. Arguments: an empty folder,
 * how many receipts the tenant has, and how many tenants take turns. Leaves {@code evidence.zip} and {@code ledger.vkey}.
 */
public final class EvidenceExport {

    private static final int QUEUE = 4096;
    private static final int IN_FLIGHT = 1024;
    private static final String SUBJECT = "spiffe://bench/auditor";

    private final Path folder;
    private final Clock clock = Clock.systemUTC();

    private static final class Shown implements ExportNews.Faults {
        @Override
        public void notTold(UUID exportId, Throwable cause) {
            cause.printStackTrace();
        }

        @Override
        public void unreadable(UUID exportId, Throwable cause) {
            cause.printStackTrace();
        }
    }

    private EvidenceExport(Path folder) {
        this.folder = folder;
    }

    /** Runs it, and prints a line with the figures. */
    public static void main(String[] args) throws Exception {
        new EvidenceExport(Path.of(args[0])).run(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    private void run(int receipts, int tenants) throws Exception {
        CryptoProviders crypto = Accp.providers(Accp.NAME);
        UuidV7 ids = new UuidV7(clock, crypto.random());
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            RootKeys root =
                    new RootKeys(crypto, LocalRootProvider.ofFile("local", folder.resolve("root.key"), true, crypto));
            LedgerKey key = new LedgerKeys(store.ledgerKeys(), root, new CryptoEngine(crypto)).open("bench");
            BatchWriter writer = new BatchWriter(store.journal(), key);
            writer.recover();
            try (Journal journal = new Journal(writer, QUEUE)) {
                Recorder recorder = new Recorder(journal, key, ids, clock);
                fill(recorder, receipts, tenants);
                Files.writeString(folder.resolve("ledger.vkey"), key.verifierKey() + "\n");
                export(store, exported(store, key, root, crypto), recorder, ids);
            }
        }
    }

    private ExportedLedger exported(Store store, LedgerKey key, RootKeys root, CryptoProviders crypto)
            throws Exception {
        Cosigner cosigner = new CosignerKeys(store.cosignerKeys(), root, crypto).open(key.origin());
        LedgerKeyring keys = LedgerKeyring.of(key);
        Checkpoints checkpoints = new Checkpoints(store.receipts(), keys, cosigner, Optional::empty, clock);
        PublicLog log = new PublicLog(store.receipts(), checkpoints, keys, cosigner.key());
        return new ExportedLedger(log, checkpoints, Duration.ZERO);
    }

    private static void fill(Recorder recorder, int receipts, int tenants) {
        List<CompletableFuture<UUID>> underWay = new ArrayList<>();
        for (long i = 0; i < (long) receipts * tenants; i++) {
            underWay.add(recorder.concluded(attempt((int) (i % tenants)), true));
            if (underWay.size() == IN_FLIGHT) {
                underWay.forEach(CompletableFuture::join);
                underWay.clear();
                if (i / IN_FLIGHT % 100 == 0) {
                    System.err.printf("\rFilling the ledger: %,d", i);
                }
            }
        }
        underWay.forEach(CompletableFuture::join);
        System.err.println();
    }

    private static Attempt attempt(int tenant) {
        return Attempt.of(caller("tenant-" + tenant), Operation.ENCRYPT).naming(new UUID(7, tenant));
    }

    private static Caller caller(String tenant) {
        return new Caller(SUBJECT, new Scope(tenant, Environment.DEV, Plane.TENANT), "M21");
    }

    private void export(Store store, ExportedLedger ledger, Recorder recorder, UuidV7 ids) throws Exception {
        Roles roles = new Roles(Map.of(Role.AUDITOR, List.of(IdentityPattern.parse(SUBJECT))));
        StateFiles states = new StateFiles(
                store.keys(), new RolesInForce(roles, store.roleBindings()), store.approvals(), store.trustAnchors());
        ExportRun run = new ExportRun(
                store.receipts(),
                states,
                ledger,
                recorder,
                new EvidenceReport.Forms(report -> new byte[0], report -> new byte[0]),
                Duration.ofDays(90),
                Latecomers.NONE,
                clock);
        ExportRules rules = new ExportRules(folder.resolve("exports"), Duration.ofDays(1), Long.MAX_VALUE, 1);
        ReceiptAccess access = new ReceiptAccess(new Authorizer(roles));
        Instant start = clock.instant();
        Node self = new Node(ids.next(), "bench", Optional.empty(), "1", store.schema(), start, start);
        Nodes nodes = new Nodes(store.nodes(), store.claims(), self, clock);
        ExportNews news = new ExportNews(store.toldExports(), nodes, clock, new Shown());
        try (ExportQueue queue =
                new ExportQueue(rules, run, news, clock, new Supervisor(), (id, cause) -> cause.printStackTrace())) {
            Caller auditor = caller("tenant-0");
            EvidenceExports exports = new EvidenceExports(access, queue, news, ids, clock);
            Calls calls = new Calls(recorder, (name, refusal, started) -> {}, Runnable::run);
            Call call = new Call(
                    new Arrival(auditor, System.nanoTime(), Deadline.never(), Runnable::run),
                    Operation.REQUEST_EVIDENCE);
            Instant began = clock.instant();
            UUID id = calls.run(call, () -> exports.start(null, Instant.EPOCH, null))
                    .join()
                    .value()
                    .exportId();
            Export export = finished(exports, auditor, id);
            Files.move(
                    ((ExportPlace.Here) exports.zip(auditor, null, id)).zip(),
                    folder.resolve("evidence.zip"),
                    StandardCopyOption.REPLACE_EXISTING);
            System.out.printf(
                    "%d %d%n",
                    export.progress().receipts(),
                    Duration.between(began, clock.instant()).toMillis());
        }
    }

    private static Export finished(EvidenceExports exports, Caller auditor, UUID id) throws InterruptedException {
        Export export = exports.get(auditor, null, id);
        while (!export.state().finished()) {
            Thread.sleep(100);
            export = exports.get(auditor, null, id);
            System.err.printf(
                    "\rExporting: %,d of %,d",
                    export.progress().receipts(), export.progress().total());
        }
        System.err.println();
        return export;
    }
}
