package io.keywright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.JournalStore;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.LostReceiptsException;
import io.keywright.core.journal.SeenLedger;
import io.keywright.core.journal.StoreException;
import io.keywright.core.journal.Terms;
import io.keywright.core.journal.UnknownOutcomeException;
import io.keywright.core.journal.Unstorable;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.core.work.Deadline;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers are told of a commit is what became of it, and what is wrong with one change is its own matter. */
class JournalOutcomesTest {

    @TempDir
    Path folder;

    private final Samples samples = new Samples(1);
    private final Queue<Step> steps = new ArrayDeque<>();
    private Store store;
    private NoteSigner signer;
    private Journal journal;
    private volatile JournalStore behind;

    /** What becomes of one transaction. */
    private interface Step {
        void run(JournalStore.Work work) throws StoreException;
    }

    @BeforeEach
    void open() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        signer = NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
        store = opened("first");
        behind = store.journal();
        BatchWriter writer = new BatchWriter(this::run, signer);
        writer.recover();
        journal = new Journal(writer, 100);
    }

    private Store opened(String name) throws StoreException {
        return new Store(SqliteDatabase.open(folder.resolve(name)));
    }

    private void run(JournalStore.Work work) throws StoreException {
        Step step = steps.poll();
        if (step == null) {
            behind.transaction(work);
        } else {
            step.run(work);
        }
    }

    private static UnknownOutcomeException unknown() {
        return new UnknownOutcomeException("as planned", new IllegalStateException());
    }

    private void committed(JournalStore.Work work) throws StoreException {
        behind.transaction(work);
        throw unknown();
    }

    private void lost(JournalStore.Work work) throws StoreException {
        StoreException rollback = new StoreException("as planned");
        assertThatThrownBy(() -> behind.transaction(transaction -> {
                    work.run(transaction);
                    throw rollback;
                }))
                .isSameAs(rollback);
        throw unknown();
    }

    private void away(JournalStore.Work work) throws StoreException {
        throw new StoreException("away, as planned");
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
        store.close();
    }

    private Receipt receipt() {
        return samples.receipt(Samples.scope("acme"));
    }

    private CompletableFuture<Void> commit(Receipt receipt) {
        return journal.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None());
    }

    private CompletableFuture<Void> commit(Receipt receipt, Deadline deadline) {
        return journal.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None(), Terms.by(deadline));
    }

    private static void refuses(CompletableFuture<Void> commit, String reason) {
        assertThatThrownBy(commit::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", reason));
    }

    /** The size of the ledger, whose head is signed for exactly the receipts that it has. */
    private static long size(Store store, NoteSigner signer) throws Exception {
        MerkleTree tree = store.receipts().ledger(view -> signedTree(view, signer));
        assertThat(store.receipts().entries(0, 1000)).hasSize(Math.toIntExact(tree.size()));
        return tree.size();
    }

    private static MerkleTree signedTree(LedgerView view, NoteSigner signer) {
        SignedNote note = SignedNote.parse(view.head().checkpoint());
        assertThat(note.check(signer.verifierKey())).isEqualTo(SignatureCheck.VALID);
        return MerkleTree.restore(
                view.head().size(), Checkpoint.parse(note.text()).root(), view.tiles());
    }

    @Test
    void whatIsFoundCommittedIsAcknowledged() throws Exception {
        steps.add(this::committed);
        commit(receipt()).join();
        commit(receipt()).join();
        assertThat(size(store, signer)).isEqualTo(2);
    }

    @Test
    void whatIsFoundNotCommittedIsRefusedForCertain() throws Exception {
        steps.add(this::lost);
        refuses(commit(receipt()), "store");
        commit(receipt()).join();
        assertThat(size(store, signer)).isEqualTo(1);
    }

    @Test
    void ifTheStoreCannotBeAskedTheCallerIsToldThatNobodyKnows() throws Exception {
        steps.add(this::committed);
        steps.add(this::away);
        refuses(commit(receipt()), "outcome_unknown");
        commit(receipt()).join();
        assertThat(size(store, signer)).isEqualTo(2);
    }

    @Test
    void whatLeavesNothingInTheLedgerCannotBeFoundThere() throws Exception {
        steps.add(this::committed);
        refuses(journal.commit(new Change.None()), "outcome_unknown");
    }

    @Test
    void aStoreThatIsAwayHasWrittenNothing() throws Exception {
        steps.add(this::away);
        refuses(commit(receipt()), "store");
        assertThat(size(store, signer)).isZero();
    }

    @Test
    void oneThatTheStoreCannotTakeDoesNotFailTheOthersOfItsBatch() throws Exception {
        Receipt first = receipt();
        commit(first).join();
        CountDownLatch gathered = new CountDownLatch(1);
        steps.add(work -> {
            await(gathered);
            behind.transaction(work);
        });
        CompletableFuture<Void> holding = commit(receipt());
        List<CompletableFuture<Void>> good = new ArrayList<>();
        List<CompletableFuture<Void>> bad = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            good.add(commit(receipt()));
            bad.add(commit(first));
        }
        gathered.countDown();
        holding.join();
        good.forEach(CompletableFuture::join);
        for (CompletableFuture<Void> refused : bad) {
            assertThatThrownBy(refused::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(Unstorable.class);
        }
        assertThat(size(store, signer)).isEqualTo(5);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Such as a backup that was restored under its feet, or a standby that did not have every commit. */
    @Test
    void aLedgerOfTheSameSizeThatIsAnotherOneIsNotGoneOnWith() throws Exception {
        commit(receipt()).join();
        try (Store other = opened("second")) {
            BatchWriter writer = new BatchWriter(other.journal(), signer);
            writer.recover();
            try (Journal others = new Journal(writer, 10)) {
                Receipt receipt = receipt();
                others.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None())
                        .join();
            }
            behind = other.journal();
            assertThatThrownBy(commit(receipt())::join)
                    .hasRootCauseMessage(
                            "The store's ledger does not go on from the 1 receipts that this node has seen:"
                                    + " receipts that were acknowledged are lost, and others are in their place; the last lost one"
                                    + " is number 0. Restore the store from a backup that has them, or bring back the server that"
                                    + " has. If none has, restart with keywright.ledger.accept-loss-up-to=0, which the ledger will"
                                    + " tell; see docs/runbooks/store.md.");
            assertThat(size(other, signer)).isEqualTo(1);
            behind = store.journal();
            commit(receipt()).join();
        }
    }

    /** Memory has followed what others wrote, and this node has written less. */
    @Test
    void whatThisNodeHasOnlyReadIsMissedAsSoonAsItsStoreIsAnotherOne() throws Exception {
        List<Receipt> all = Stream.generate(this::receipt).limit(6).toList();
        SeenLedger seen = new SeenLedger();
        behind = opened("own").journal();
        BatchWriter reading = new BatchWriter(this::run, LedgerKeyring.of(signer), seen);
        reading.recover();
        try (Journal own = new Journal(reading, 10);
                Store read = ledger("read", all.subList(0, 3))) {
            tell(own, all.getFirst());
            seen.see(read.changes().head().orElseThrow());
            behind = ledger("shorter", all.subList(0, 2)).journal();
            assertThatThrownBy(() -> tell(own, receipt())).rootCause().isInstanceOf(LostReceiptsException.class);
            behind = ledger("other", List.of(all.get(0), all.get(1), all.get(3), all.get(4)))
                    .journal();
            assertThatThrownBy(() -> tell(own, receipt())).rootCause().isInstanceOf(LostReceiptsException.class);
            behind = ledger("longer", all.subList(0, 5)).journal();
            tell(own, receipt());
        }
    }

    private static void tell(Journal own, Receipt receipt) {
        own.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None())
                .join();
    }

    private Store ledger(String name, List<Receipt> receipts) throws Exception {
        Store there = opened(name);
        BatchWriter writer = new BatchWriter(there.journal(), signer);
        writer.recover();
        try (Journal others = new Journal(writer, 10)) {
            receipts.forEach(receipt -> tell(others, receipt));
        }
        return there;
    }

    @Test
    void whoListensHearsOfTheEndBeforeAnythingElseIsWritten() {
        List<String> told = new CopyOnWriteArrayList<>();
        steps.add(work -> {
            behind.transaction(work);
            told.add("written");
        });
        steps.add(work -> {
            told.add("next");
            behind.transaction(work);
        });
        Terms terms = Terms.NONE.telling(failure -> told.add("failure: " + failure));
        Receipt receipt = receipt();
        journal.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None(), terms)
                .join();
        journal.flush().join();
        assertThat(told).containsExactly("written", "failure: null", "next");
    }

    @Test
    void whatWaitedForTheTurnOfItsNodeBeyondItsDeadlineIsNotWritten() throws Exception {
        AtomicLong waited = new AtomicLong();
        Deadline deadline = Deadline.in(Duration.ofSeconds(30), () -> isWriter() ? waited.get() : 0);
        CountDownLatch gathered = new CountDownLatch(1);
        commit(receipt(), deadline).join();
        steps.add(work -> {
            await(gathered);
            behind.transaction(transaction -> {
                waited.set(Duration.ofSeconds(31).toNanos());
                work.run(transaction);
            });
        });
        CompletableFuture<Void> late = commit(receipt(), deadline);
        CompletableFuture<Void> patient = commit(receipt());
        gathered.countDown();

        refuses(late, "deadline_exceeded");
        patient.join();
        assertThat(size(store, signer)).isEqualTo(2);
    }

    /** Those who answer while the store hangs have no part in this. */
    private static boolean isWriter() {
        return Thread.currentThread().getName().equals("journal");
    }
}
