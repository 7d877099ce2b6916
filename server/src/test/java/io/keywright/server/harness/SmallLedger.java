package io.keywright.server.harness;

import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.Calls;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.Change;
import io.keywright.core.cost.CallCounts;
import io.keywright.core.cost.CountedRootProvider;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.integrity.NeverTagged;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.integrity.RowKeys;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.CosignerKeys;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProvider;
import io.keywright.core.work.Deadline;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Receipt;
import io.keywright.model.Scope;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.server.crypto.NativeCrypto;
import io.keywright.store.Database;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultyJournalStore;
import io.keywright.testkit.store.Guards;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A service without its edge, for tests of use cases: a store in a folder of the test's own, the journal, the recorder and
 * the frame for calls are real, and the store's transactions fail as {@link #faults} has it. Tests put their use cases on
 * top of it.
 */
public final class SmallLedger implements AutoCloseable {

    /** What the server itself takes, which signs several times as fast as the JDK. */
    private static final CryptoProviders CRYPTO = NativeCrypto.providers();

    private static final int QUEUE = 1000;
    private static final int ALL = 1000;

    public final CryptoProviders crypto = CRYPTO;
    public final FaultPlan faults = new FaultPlan();
    public final Clock clock;
    public final UuidV7 ids = new UuidV7(Clock.systemUTC(), crypto.random());
    public final RowGuard rows;
    public final Store store;
    public final CallCounts counts;
    public final RootKeys roots;
    public final LedgerKeys keys;
    public final LedgerKeyring ring;
    public final Cosigner cosigner;
    public final Journal journal;
    public final Recorder recorder;
    public final Calls calls;

    /** Is told of rows that were refused. */
    public final Guards guards = new Guards();

    /** How calls have ended, in order. */
    public final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

    private final ExecutorService blocking;

    /**
     * A call that has ended, as metrics are told of it.
     *
     * @param refusal empty if it succeeded
     */
    public record Ended(String name, Optional<ErrorCode> refusal) {}

    public SmallLedger(Path folder) throws Exception {
        this(folder, Clock.systemUTC(), Executors.newVirtualThreadPerTaskExecutor());
    }

    /**
     * The same with parts of the test's choice.
     *
     * @param blocking runs what may block; closed together with this
     * @param providers the first guards the ledger's key; one of the folder's own if there are none
     */
    public SmallLedger(Path folder, Clock clock, ExecutorService blocking, RootProvider... providers) throws Exception {
        this(folder, SqliteDatabase.open(folder), clock, blocking, providers);
    }

    /** One of several nodes, whose store is in {@code database}, and whose keys lie in the folder. */
    public SmallLedger(Path folder, Database database) throws Exception {
        this(folder, database, Clock.systemUTC(), Executors.newVirtualThreadPerTaskExecutor());
    }

    /** The same with parts of the test's choice. */
    public SmallLedger(Path folder, Database database, Clock clock, ExecutorService blocking, RootProvider... providers)
            throws Exception {
        this.clock = clock;
        this.blocking = blocking;
        this.rows = new RowGuard(() -> {}, guards);
        this.store = new Store(database, clock, rows);
        this.counts = new CallCounts(store.providerCalls(), clock);
        this.roots = roots(providers.length == 0 ? new RootProvider[] {provider(folder, "local")} : providers);
        this.keys = new LedgerKeys(store.ledgerKeys(), roots, new CryptoEngine(crypto));
        this.ring = keys.ring("ledger.test");
        this.cosigner = new CosignerKeys(store.cosignerKeys(), roots, crypto).open(ring.origin());
        BatchWriter writer = new BatchWriter(new FaultyJournalStore(store.journal(), faults), ring);
        writer.recover();
        this.journal = new Journal(writer, QUEUE);
        this.recorder = new Recorder(journal, ring, ids, clock);
        new RowKeys(store.rowKeys(), roots, new CryptoEngine(crypto), recorder, guards)
                .open(rows, new NeverTagged(new LedgerAudit(store.receipts(), ring::signers), store.pruning()::pruned));
        this.calls = new Calls(
                recorder,
                (name, refusal, started) -> ended.add(new Ended(name, Optional.ofNullable(refusal))),
                blocking);
    }

    private RootKeys roots(RootProvider... providers) {
        RootProvider[] counted = Arrays.stream(providers)
                .map(provider -> new CountedRootProvider(provider, counts))
                .toArray(RootProvider[]::new);
        return new RootKeys(crypto, counted[0], Arrays.copyOfRange(counted, 1, counted.length));
    }

    /** A provider whose key lies in the folder. */
    public static RootProvider provider(Path folder, String name) throws Exception {
        return LocalRootProvider.ofFile(name, folder.resolve(name + ".key"), true, CRYPTO);
    }

    /** A module of a tenant, in {@code dev}. */
    public static Caller caller(String tenant, String module) {
        return new Caller(
                "spiffe://test.keywright/tenant/" + tenant + "/module/" + module,
                new Scope(tenant, Environment.DEV, Plane.TENANT),
                module);
    }

    /** A call whose answer is made on whatever thread completes it. */
    public static Call call(Caller caller, Operation operation) {
        return new Call(new Arrival(caller, System.nanoTime(), Deadline.never(), Runnable::run), operation);
    }

    /** Runs a use case as a request would. */
    public <T> CompletableFuture<Recorded<T>> run(Caller caller, Operation operation, UseCase<T> useCase) {
        return calls.run(call(caller, operation), () -> useCase);
    }

    /** Where use cases block. */
    public ExecutorService blocking() {
        return blocking;
    }

    /** Puts something in the store that the ledger does not tell of. */
    public void commit(Change change) {
        journal.commit(change).join();
    }

    /** The tenant's receipts, oldest first. */
    public List<Receipt> receipts(String tenant) throws StoreException {
        return store
                .receipts()
                .receipts(tenant, new ReceiptFilter(null, null, null, null), Long.MAX_VALUE, ALL)
                .reversed()
                .stream()
                .map(Entry::canonical)
                .map(CanonicalReceipt::parse)
                .toList();
    }

    /** What the tenant's newest receipt says was changed or done, in its RFC 8785 form. */
    public String newestChange(String tenant) throws StoreException {
        Entry newest = store.receipts()
                .receipts(tenant, new ReceiptFilter(null, null, null, null), Long.MAX_VALUE, 1)
                .getFirst();
        return new String(store.receipts().change(newest.index()).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws StoreException {
        blocking.close();
        journal.close();
        store.close();
    }
}
