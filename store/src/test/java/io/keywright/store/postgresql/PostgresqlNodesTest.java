package io.keywright.store.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.change.InstallationChange;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.JournalStore;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.Stale;
import io.keywright.core.journal.StoreException;
import io.keywright.core.journal.Terms;
import io.keywright.core.journal.UnknownOutcomeException;
import io.keywright.core.ledger.LedgerKeyStore.StoredLedgerKey;
import io.keywright.core.work.Deadline;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.succession.Succession;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.store.SignedLedger;
import io.keywright.store.Store;
import io.keywright.testkit.Samples;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several nodes write one ledger: each behind what the others wrote, and none past what it has seen. */
@ExtendWith(SharedPostgresql.class)
class PostgresqlNodesTest {

    private final Samples samples = new Samples(1);
    private final List<Node> nodes = new ArrayList<>();
    private OwnSchema schema;
    private NoteSigner signer;

    /** A store and its journal, as a server has them. */
    private record Node(Store store, Journal journal) {

        CompletableFuture<Void> commit(Receipt receipt) {
            return journal.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None());
        }

        /** Of a call that was decided when this node had followed the ledger so far. */
        CompletableFuture<Void> commit(Receipt receipt, long asOf) {
            return journal.commit(
                    new Leaf(receipt, Samples.canonical(receipt)),
                    new Change.None(),
                    new Terms(Deadline.never(), asOf));
        }

        /** Of what changed something that nobody here has rows of. */
        void change(Receipt receipt, String members) {
            Optional<byte[]> change = Optional.of(members.getBytes(UTF_8));
            journal.commit(new Leaf(receipt, Samples.canonical(receipt), change), new Change.None())
                    .join();
        }

        void close() throws Exception {
            journal.close();
            store.close();
        }
    }

    @BeforeEach
    void open(Postgresql server) throws Exception {
        schema = new OwnSchema(server, "nodes");
        schema.empty();
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        signer = NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
    }

    @AfterEach
    void close() throws Exception {
        for (Node node : nodes) {
            node.close();
        }
    }

    private Node node() throws Exception {
        return node(store -> store);
    }

    private Node node(UnaryOperator<JournalStore> faults) throws Exception {
        return node(faults, LedgerKeyring.of(signer));
    }

    private Node node(LedgerKeyring ring) throws Exception {
        return node(store -> store, ring);
    }

    private Node node(UnaryOperator<JournalStore> faults, LedgerKeyring ring) throws Exception {
        Store store = new Store(PostgresqlDatabase.open(schema.address()));
        BatchWriter writer = new BatchWriter(faults.apply(store.journal()), ring);
        writer.recover();
        Node node = new Node(store, new Journal(writer, 10_000));
        nodes.add(node);
        return node;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Receipt receipt() {
        return samples.receipt(Samples.scope("acme"));
    }

    private static void refuses(CompletableFuture<Void> commit, String reason, String cause) {
        assertThatThrownBy(commit::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", reason))
                .hasRootCauseMessage(cause);
    }

    private static void fails(CompletableFuture<Void> commit, String why) {
        assertThatThrownBy(commit::join).cause().cause().hasMessageContaining(why);
    }

    @Test
    void whatThreeNodesCommitAtOnceStandsInOneLedger() throws Exception {
        List<Node> three = List.of(node(), node(), node());
        List<Receipt> receipts = new ArrayList<>();
        List<CompletableFuture<Void>> commits = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            Receipt receipt = receipt();
            receipts.add(receipt);
            commits.add(three.get(i % 3).commit(receipt));
            if (i % 100 == 0) {
                commits.getLast().join();
            }
        }
        CompletableFuture.allOf(commits.toArray(CompletableFuture[]::new)).join();
        for (Node node : three) {
            assertThat(SignedLedger.size(node.store(), signer.verifierKey())).isEqualTo(900);
        }
        for (Receipt receipt : receipts) {
            assertThat(three.getFirst().store().receipts().receipt("acme", receipt.receiptId()))
                    .isPresent();
        }
    }

    @Test
    void nodesThatStartAtOnceMakeOneSchema() throws Exception {
        schema.drop();
        CyclicBarrier together = new CyclicBarrier(3);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<@Nullable Void>> started = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                started.add(threads.submit(() -> {
                    together.await();
                    PostgresqlDatabase.open(schema.address()).close();
                    return null;
                }));
            }
            for (Future<@Nullable Void> start : started) {
                start.get();
            }
        }
        assertThat(schema.number("SELECT count(*) FROM store_header")).isOne();
    }

    @Test
    void aCommitInDoubtIsFoundBehindWhichOthersHaveWritten() throws Exception {
        Node other = node();
        boolean[] planned = {false};
        Node doubtful = node(store -> work -> {
            store.transaction(work);
            if (planned[0]) {
                planned[0] = false;
                other.commit(receipt()).join();
                throw new UnknownOutcomeException("no answer", new IllegalStateException("as planned"));
            }
        });
        planned[0] = true;
        doubtful.commit(receipt()).join();
        doubtful.commit(receipt()).join();
        assertThat(SignedLedger.size(other.store(), signer.verifierKey())).isEqualTo(3);
    }

    @Test
    void aCommitThatLeftNothingIsKnownToThoughOthersHaveWrittenSince() throws Exception {
        Node other = node();
        boolean[] planned = {false};
        Node doubtful = node(store -> work -> {
            if (planned[0]) {
                planned[0] = false;
                try {
                    store.transaction(transaction -> {
                        work.run(transaction);
                        throw new StoreException("rolled back");
                    });
                } catch (StoreException e) {
                    other.commit(receipt()).join();
                    throw new UnknownOutcomeException("no answer", e);
                }
            }
            store.transaction(work);
        });
        planned[0] = true;
        refuses(doubtful.commit(receipt()), "store", "rolled back");
        doubtful.commit(receipt()).join();
        assertThat(SignedLedger.size(other.store(), signer.verifierKey())).isEqualTo(2);
    }

    @Test
    void aNodeThatStandsStillInATransactionHoldsUpTheOthersForTwoSecondsAndHasWrittenNothing() throws Exception {
        Node other = node();
        CountDownLatch standing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        boolean[] planned = {false};
        Node still = node(store -> work -> store.transaction(transaction -> {
            work.run(transaction);
            if (planned[0]) {
                planned[0] = false;
                standing.countDown();
                awaited(goOn);
            }
        }));
        planned[0] = true;
        CompletableFuture<Void> held = still.commit(receipt());
        standing.await();
        long began = System.nanoTime();
        try {
            other.commit(receipt()).join();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("as long as the server bears with it")
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
        } finally {
            goOn.countDown();
        }
        fails(held, "Cannot");
        still.commit(receipt()).join();
        assertThat(SignedLedger.size(other.store(), signer.verifierKey())).isEqualTo(2);
    }

    @Test
    void aLedgerThatHasLostWhatANodeHasSeenIsNotGoneOnWith() throws Exception {
        Node node = node();
        for (int i = 0; i < 5; i++) {
            node.commit(receipt()).join();
        }
        try (Connection connection = schema.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT * FROM ledger_head");
        }
        Node witness = node();
        node.commit(receipt()).join();
        witness.commit(receipt()).join();
        schema.execute("DELETE FROM ledger_entries WHERE idx >= 5; DELETE FROM ledger_head;"
                + " INSERT INTO ledger_head SELECT * FROM kept");
        fails(witness.commit(receipt()), "This node has seen a ledger of 7 receipts, and the store has 5");
        Node newcomer = node();
        for (int i = 0; i < 3; i++) {
            newcomer.commit(receipt()).join();
        }
        fails(witness.commit(receipt()), "does not go on from the 7 receipts");
        schema.execute("DROP TABLE kept");
    }

    private Receipt of(String tenant, Operation operation, @Nullable UUID keyId) {
        return samples.receipt(Samples.scope(tenant), operation, keyId, Samples.START);
    }

    private static void isStale(CompletableFuture<Void> commit) {
        assertThatThrownBy(commit::join).hasCauseInstanceOf(Stale.class);
    }

    @Test
    void aUseThatWasDecidedBeforeAnotherNodeRevokedItsKeyIsNotWrittenBehindThat() throws Exception {
        Node one = node();
        Node other = node();
        UUID key = samples.id();
        one.commit(of("acme", Operation.SIGN, key), 0).join();
        one.change(of("acme", Operation.REVOKE, key), "{\"key_id\":\"" + key + "\"}");
        isStale(other.commit(of("acme", Operation.SIGN, key), 1));
        isStale(one.commit(of("acme", Operation.SIGN, key), 1));
        other.commit(of("acme", Operation.SIGN, key), 2).join();
        other.commit(of("acme", Operation.SIGN, samples.id()), 1).join();
        other.commit(of("globex", Operation.SIGN, key), 1).join();
        assertThat(SignedLedger.size(one.store(), signer.verifierKey())).isEqualTo(5);
    }

    @Test
    void aNodeKnowsWhatAnotherRevokedAlsoAfterATransactionThatFailedBeforeItBegan() throws Exception {
        Node one = node();
        boolean[] away = {false};
        Node other = node(store -> work -> {
            if (away[0]) {
                throw new StoreException("away");
            }
            store.transaction(work);
        });
        UUID key = samples.id();
        one.change(of("acme", Operation.REVOKE, key), "{\"key_id\":\"" + key + "\"}");
        other.commit(receipt()).join();
        away[0] = true;
        refuses(other.commit(receipt()), "store", "away");
        away[0] = false;
        isStale(other.commit(of("acme", Operation.SIGN, key), 0));
    }

    @Test
    void ofTheSameBatchWhatComesBehindARevocationIsNotWritten() throws Exception {
        CountDownLatch gathered = new CountDownLatch(1);
        boolean[] begun = {false};
        Node node = node(store -> work -> {
            if (begun[0]) {
                awaited(gathered);
            }
            store.transaction(work);
        });
        begun[0] = true;
        CompletableFuture<Void> first = node.commit(receipt());
        UUID key = samples.id();
        Receipt revoked = of("acme", Operation.REVOKE, key);
        Optional<byte[]> change = Optional.of(("{\"key_id\":\"" + key + "\"}").getBytes(UTF_8));
        CompletableFuture<Void> before = node.commit(of("acme", Operation.SIGN, key), 0);
        CompletableFuture<Void> revocation =
                node.journal().commit(new Leaf(revoked, Samples.canonical(revoked), change), new Change.None());
        CompletableFuture<Void> behind = node.commit(of("acme", Operation.SIGN, key), 0);
        gathered.countDown();
        CompletableFuture.allOf(first, before, revocation).join();
        isStale(behind);
    }

    @Test
    void aPolicyConcernsItsScopeAndARoleThatIsTakenBackEverybody() throws Exception {
        Node one = node();
        Node other = node();
        UUID key = samples.id();
        one.change(of("acme", Operation.CHANGE_POLICY, key), "{\"key_id\":\"" + key + "\"}");
        isStale(other.commit(of("acme", Operation.SIGN, samples.id()), 0));
        other.commit(of("globex", Operation.SIGN, samples.id()), 0).join();
        one.change(of("acme", Operation.BIND_ROLE, null), "{}");
        other.commit(of("globex", Operation.SIGN, samples.id()), 0).join();
        one.change(of("acme", Operation.UNBIND_ROLE, null), "{}");
        isStale(other.commit(of("globex", Operation.SIGN, samples.id()), 3));
        isStale(other.commit(of("globex", Operation.LIST_KEYS, null), 3));
    }

    @Test
    void aNodeThatHasNotFollowedWhatWasThereAtItsStartFollowsFirst() throws Exception {
        node().commit(receipt()).join();
        Node late = node();
        isStale(late.commit(receipt(), 0));
        late.commit(receipt(), 1).join();
    }

    @Test
    void aNodeGoesOnWithTheKeyThatAnotherHasGivenTheLedger() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteSigner next = NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
        Node one = node();
        List<SignedNote> statements = new ArrayList<>();
        LedgerKeyring ring = LedgerKeyring.of(signer);
        ring.follow(() -> {
            for (String statement : one.store().ledgerKeys().succession()) {
                statements.add(SignedNote.parse(statement));
            }
            return new LedgerKeyring(next, List.of(), Succession.of(statements));
        });
        Node other = node(ring);
        one.store()
                .ledgerKeys()
                .createLedgerKey(new StoredLedgerKey(signer.verifierKey().toString(), "local", new byte[] {1}));
        Receipt rotated = of("keywright", Operation.ROTATE_LEDGER_KEY, null);
        one.journal()
                .commit(
                        new Leaf(rotated, Samples.canonical(rotated), Optional.of("{}".getBytes(UTF_8))),
                        new InstallationChange.LedgerKeyRotated(
                                signer.verifierKey(), next, "local", new byte[] {2}, Samples.START, Samples.START))
                .join();
        one.commit(receipt()).join();
        other.commit(receipt()).join();
        assertThat(statements).hasSize(1);
        assertThat(SignedLedger.size(other.store(), next.verifierKey())).isEqualTo(3);
    }

    @Test
    void aNodeThatIsOlderThanTheSchemaStopsWritingAndSaysSo() throws Exception {
        Node node = node();
        node.commit(receipt()).join();
        schema.execute("UPDATE store_header SET version = 999, oldest = 999");
        fails(node.commit(receipt()), "newer Keywright (schema 999");
        schema.execute("UPDATE store_header SET version = 1, oldest = 1");
        node.commit(receipt()).join();
    }
}
