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
import io.keywright.model.Receipt;
import io.keywright.store.SignedLedger;
import io.keywright.store.Store;
import io.keywright.testkit.Samples;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.Replication;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A primary and its standby: when one is lost, a node goes on with the other by itself, and nothing acknowledged is missing. */
@EnabledIf(value = "isInstalled", disabledReason = Postgresql.MISSING)
class FailoverTest {

    private static final int CALLERS = 8;
    private static final int RECEIPTS_BEFORE = 200;

    /** The longest that a failover may keep callers waiting, from the loss of the primary. */
    private static final Duration MOST = Duration.ofSeconds(10);

    private final Samples samples = new Samples(1);
    private final Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
    private Replication servers;
    private DatabaseAddress address;
    private Store store;
    private NoteSigner signer;
    private Journal journal;

    static boolean isInstalled() {
        return Postgresql.isInstalled();
    }

    @BeforeEach
    void open() throws Exception {
        servers = Replication.of(Postgresql.start());
        address = new OwnSchema(servers.primary(), "failover")
                .address(List.of(servers.primary().port(), servers.standby().port()));
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        signer = NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
        store = new Store(PostgresqlDatabase.open(address));
        BatchWriter writer = new BatchWriter(store.journal(), signer);
        writer.recover();
        journal = new Journal(writer, 1000);
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
        store.close();
        servers.close();
    }

    private synchronized Receipt receipt() {
        return samples.receipt(Samples.scope("acme"));
    }

    private CompletableFuture<Void> commit() {
        Receipt receipt = receipt();
        return journal.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None())
                .thenRun(() -> acknowledged.add(receipt.receiptId()));
    }

    private boolean commits() {
        try {
            commit().join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    /** Commits until it succeeds. */
    private void awaitService() {
        long end = System.nanoTime() + MOST.multipliedBy(3).toNanos();
        while (!commits()) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private void requireAllAcknowledged() throws Exception {
        assertThat(SignedLedger.size(store, signer.verifierKey())).isGreaterThanOrEqualTo(acknowledged.size());
        for (UUID receiptId : acknowledged) {
            assertThat(store.receipts().receipt("acme", receiptId)).isPresent();
        }
    }

    @Test
    void theSameJournalGoesOnWithTheStandbyAndEverythingAcknowledgedIsThere() throws Exception {
        servers.synchronous();
        List<Thread> callers = IntStream.range(0, CALLERS)
                .mapToObj(caller -> Thread.ofVirtual().start(() -> {
                    while (commits()) {
                        // Until the primary is gone.
                    }
                }))
                .toList();
        while (acknowledged.size() < RECEIPTS_BEFORE) {
            Thread.onSpinWait();
        }
        long lost = System.nanoTime();
        servers.primary().kill();
        for (Thread caller : callers) {
            caller.join();
        }
        servers.promote();
        awaitService();
        assertThat(since(lost)).isLessThan(MOST);
        requireAllAcknowledged();
    }

    @Test
    void whileNoneIsThePrimaryEachHostIsNamedWithWhatIsWrongWithIt() throws Exception {
        commit().join();
        servers.primary().kill();
        assertThat(commits()).isFalse();
        assertThatThrownBy(() -> PostgresqlDatabase.open(address))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(
                        "127.0.0.1:" + servers.primary().port() + ": the server does not answer",
                        "127.0.0.1:" + servers.standby().port() + ": the server takes no changes: it is a standby");
        assertThatThrownBy(() -> SignedLedger.size(store, signer.verifierKey())).isInstanceOf(StoreException.class);
        servers.primary().restart();
        awaitService();
        requireAllAcknowledged();
    }

    @Test
    void whatNoStandbyHasIsNeitherAcknowledgedNorSeen() throws Exception {
        servers.synchronous();
        commit().join();
        servers.standby().kill();
        assertThat(commits()).isFalse();
        assertThat(SignedLedger.size(store, signer.verifierKey())).isEqualTo(1);
        servers.primary().kill();
        servers.standby().restart();
        servers.promote();
        awaitService();
        assertThat(SignedLedger.size(store, signer.verifierKey())).isEqualTo(2);
        requireAllAcknowledged();
    }

    @Test
    void aServerThatIsSilentKeepsNobodyWaitingForLong() throws Exception {
        commit().join();
        store.receipts().entries(0, 1);
        servers.primary().freeze();
        long silent = System.nanoTime();
        CompletableFuture<Void> written = commit();
        assertThatThrownBy(() -> store.receipts().entries(0, 1)).isInstanceOf(StoreException.class);
        assertThat(since(silent)).isLessThan(MOST);
        servers.promote();
        assertThatThrownBy(written::join).isInstanceOf(CompletionException.class);
        awaitService();
        assertThat(since(silent)).isLessThan(MOST);
        requireAllAcknowledged();
    }
}
