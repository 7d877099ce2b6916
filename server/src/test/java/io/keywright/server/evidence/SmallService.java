package io.keywright.server.evidence;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.change.Change;
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
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Checkpoints;
import io.keywright.core.ledger.PublicLog;
import io.keywright.core.ledger.ReceiptAccess;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.ledger.WitnessedCheckpoints;
import io.keywright.core.node.Node;
import io.keywright.core.node.Nodes;
import io.keywright.core.work.Supervisor;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import io.keywright.model.Role;
import io.keywright.server.harness.SmallLedger;
import io.keywright.store.Database;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** What exports need on top of a {@link SmallLedger}, with a clock of the test's choice. */
final class SmallService implements AutoCloseable {

    /** How many exports a tenant may have under way. */
    static final int SHARE = 4;

    static final Caller AUDITOR = auditor("acme");

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration ROTATION = Duration.ofDays(90);

    private final SmallLedger ledger;
    private final Supervisor supervisor;
    private final ReceiptAccess access;
    private final ExportRun run;
    private final ExportNode node;
    private final Map<UUID, Throwable> failures = new ConcurrentHashMap<>();

    SmallService(Path folder, Clock clock, WitnessedCheckpoints witnessed, Duration patience) throws Exception {
        this(folder, clock, witnessed, patience, report -> new byte[0]);
    }

    /** @param print makes the report for printing */
    SmallService(
            Path folder, Clock clock, WitnessedCheckpoints witnessed, Duration patience, EvidenceReport.Renderer print)
            throws Exception {
        this(folder, clock, witnessed, patience, print, new Supervisor());
    }

    SmallService(
            Path folder,
            Clock clock,
            WitnessedCheckpoints witnessed,
            Duration patience,
            EvidenceReport.Renderer print,
            Supervisor supervisor)
            throws Exception {
        this(folder, SqliteDatabase.open(folder), clock, witnessed, patience, print, supervisor);
    }

    /** Nodes that share a database. */
    SmallService(Path folder, Database database, Clock clock, EvidenceReport.Renderer print) throws Exception {
        this(folder, database, clock, Optional::empty, Duration.ZERO, print, new Supervisor());
    }

    private SmallService(
            Path folder,
            Database database,
            Clock clock,
            WitnessedCheckpoints witnessed,
            Duration patience,
            EvidenceReport.Renderer print,
            Supervisor supervisor)
            throws Exception {
        this.supervisor = supervisor;
        this.ledger = new SmallLedger(folder, database, clock, Executors.newSingleThreadExecutor());
        Store store = ledger.store;
        Checkpoints checkpoints = new Checkpoints(store.receipts(), ledger.ring, ledger.cosigner, witnessed, clock);
        ExportedLedger exported = new ExportedLedger(
                new PublicLog(store.receipts(), checkpoints, ledger.ring, ledger.cosigner.key()),
                checkpoints,
                patience);
        Roles roles = new Roles(Map.of(
                Role.AUDITOR, List.of(IdentityPattern.parse("spiffe://test.keywright/tenant/*/module/auditing"))));
        ExportRun run = new ExportRun(
                store.receipts(),
                new StateFiles(
                        store.keys(),
                        new RolesInForce(roles, store.roleBindings()),
                        store.approvals(),
                        store.trustAnchors()),
                exported,
                ledger.recorder,
                new EvidenceReport.Forms(new HtmlReport(), print),
                ROTATION,
                Latecomers.NONE,
                clock);
        this.access = new ReceiptAccess(new Authorizer(roles));
        this.run = run;
        this.node = node("small", Optional.empty(), folder.resolve("exports"));
        node.beat();
    }

    /** A node of that name, with a folder of its own or another's. */
    ExportNode node(String name, Optional<URI> url, Path exports) throws IOException {
        Instant now = ledger.clock.instant();
        Node self = new Node(ledger.ids.next(), name, url, "1", 1, now, now);
        Nodes nodes = new Nodes(ledger.store.nodes(), ledger.store.claims(), self, ledger.clock);
        ExportNews news = new ExportNews(ledger.store.toldExports(), nodes, ledger.clock, new LoggedNews());
        ExportRules rules = new ExportRules(exports, LONG, Long.MAX_VALUE, SHARE);
        ExportQueue queue = new ExportQueue(rules, run, news, ledger.clock, supervisor, failures::put);
        return new ExportNode(nodes, queue, new EvidenceExports(access, queue, news, ledger.ids, ledger.clock));
    }

    /** What a node has of its own. */
    record ExportNode(Nodes nodes, ExportQueue queue, EvidenceExports exports) implements AutoCloseable {

        void beat() throws StoreException {
            nodes.beat();
        }

        @Override
        public void close() {
            queue.close();
        }
    }

    static Caller auditor(String tenant) {
        return SmallLedger.caller(tenant, "auditing");
    }

    SmallLedger ledger() {
        return ledger;
    }

    /** Uses a key, and leaves the receipt of it. */
    CompletableFuture<UUID> use() {
        return ledger.recorder.succeeded(Attempt.of(AUDITOR, Operation.SIGN), new Change.None());
    }

    Export start(Instant from) {
        return ask(from).join().value();
    }

    CompletableFuture<Recorded<Export>> ask(Instant from) {
        return ask(AUDITOR, from);
    }

    CompletableFuture<Recorded<Export>> ask(Caller auditor, Instant from) {
        return ledger.run(auditor, Operation.REQUEST_EVIDENCE, node.exports().start(null, from, null));
    }

    List<Export> list(Caller auditor) {
        return node.exports().list(auditor, null);
    }

    void delete(Caller auditor, Export export) {
        node.exports().delete(auditor, null, export.exportId());
    }

    /** While {@code down}, nothing can be recorded. */
    void lose(boolean down) {
        ledger.faults.unavailable(down);
    }

    /** The one thread that may wait for files. */
    Executor blocking() {
        return ledger.blocking();
    }

    Export now(Export export) {
        return now(AUDITOR, export);
    }

    private Export now(Caller auditor, Export export) {
        return node.exports().get(auditor, null, export.exportId());
    }

    Export finished(Export export) throws InterruptedException {
        return finished(AUDITOR, export);
    }

    Export finished(Caller auditor, Export export) throws InterruptedException {
        while (!now(auditor, export).state().finished()) {
            Thread.sleep(5);
        }
        return now(auditor, export);
    }

    /** What the operator is told of a failure. */
    Throwable failure(Export export) {
        return Objects.requireNonNull(failures.get(export.exportId()), "no failure was told");
    }

    Path archive(Export export) {
        return ((ExportPlace.Here) node.exports().zip(AUDITOR, null, export.exportId())).zip();
    }

    @Override
    public void close() throws StoreException {
        node.close();
        ledger.close();
    }
}
