package io.keywright.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.StoreException;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import io.keywright.store.SignedLedger;
import io.keywright.store.Store;
import io.keywright.testkit.Samples;
import io.keywright.testkit.postgresql.Postgresql;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A server that dies and connections that break cost nothing that was acknowledged, and are over when their cause is. */
@EnabledIf(value = "isInstalled", disabledReason = Postgresql.MISSING)
class PostgresqlFaultsTest {

    private static Postgresql server;

    private final Samples samples = new Samples(1);
    private OwnSchema schema;
    private CuttingRelay relay;
    private Store store;
    private NoteSigner signer;
    private Journal journal;

    static boolean isInstalled() {
        return Postgresql.isInstalled();
    }

    @BeforeAll
    static void start() throws Exception {
        server = Postgresql.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        schema = new OwnSchema(server, "faults");
        schema.empty();
        relay = new CuttingRelay(server.port());
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        signer = NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
        store = new Store(PostgresqlDatabase.open(schema.address(relay.port())));
        BatchWriter writer = new BatchWriter(store.journal(), signer);
        writer.recover();
        journal = new Journal(writer, 1000);
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
        store.close();
        relay.close();
    }

    private CompletableFuture<Void> commit() {
        return commit(samples.receipt(Samples.scope("acme")));
    }

    private CompletableFuture<Void> commit(Receipt receipt) {
        return journal.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None());
    }

    private static void refuses(CompletableFuture<Void> commit, String reason) {
        assertThatThrownBy(commit::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", reason));
    }

    private long size() throws Exception {
        return SignedLedger.size(store, signer.verifierKey());
    }

    @Test
    void aCommitWhoseAnswerWasLostIsFoundAndAcknowledged() throws Exception {
        commit().join();
        relay.cut(CuttingRelay.Moment.AFTER);
        commit().join();
        assertThat(relay.hasCut()).isTrue();
        assertThat(size()).isEqualTo(2);
        commit().join();
        assertThat(size()).isEqualTo(3);
    }

    @Test
    void aCommitThatNeverReachedTheServerIsRefusedForCertain() throws Exception {
        commit().join();
        relay.cut(CuttingRelay.Moment.BEFORE);
        refuses(commit(), "store");
        assertThat(size()).isEqualTo(1);
        commit().join();
        assertThat(size()).isEqualTo(2);
    }

    @Test
    void whatIsLeftOnTheServerOfABrokenConnectionEndsBeforeTheNextTransaction() throws Exception {
        commit().join();
        relay.cut(CuttingRelay.Moment.UNNOTICED);
        refuses(commit(), "store");
        assertThat(size()).isEqualTo(1);
        commit().join();
        assertThat(size()).isEqualTo(2);
    }

    @Test
    void connectionsThatAnAdministratorEndsAreMadeAnew() throws Exception {
        commit().join();
        assertThat(size()).isEqualTo(1);
        schema.cut();
        assertThatThrownBy(this::size)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has ended the connection");
        assertThat(size()).isEqualTo(1);
        refuses(commit(), "store");
        commit().join();
        assertThat(size()).isEqualTo(2);
    }

    @Test
    void whoReadsIsConnectedAnewOnceTheWriterIs() throws Exception {
        commit().join();
        assertThat(size()).isEqualTo(1);
        schema.cut();
        refuses(commit(), "store");
        commit().join();
        assertThat(size()).isEqualTo(2);
    }

    @Test
    void whileTheServerIsAwayEverythingIsRefusedAndAfterwardsNothingAcknowledgedIsMissing() throws Exception {
        List<UUID> acknowledged = new ArrayList<>();
        AtomicBoolean killed = new AtomicBoolean();
        Thread killer = Thread.ofVirtual().unstarted(() -> {
            server.kill();
            killed.set(true);
        });
        boolean refused = false;
        for (int i = 0; !refused || !killed.get(); i++) {
            Receipt receipt = samples.receipt(Samples.scope("acme"));
            if (i == 50) {
                killer.start();
            }
            try {
                commit(receipt).join();
                acknowledged.add(receipt.receiptId());
            } catch (CompletionException e) {
                refused = true;
            }
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(50);
        refuses(commit(), "store");
        assertThatThrownBy(this::size).isInstanceOf(StoreException.class);
        server.restart();
        commit().join();
        assertThat(size()).isGreaterThan(acknowledged.size());
        for (UUID receiptId : acknowledged) {
            assertThat(store.receipts().receipt("acme", receiptId)).isPresent();
        }
    }
}
