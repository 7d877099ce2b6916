package io.keywright.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.Change;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.JournalStore.End;
import io.keywright.core.journal.JournalStore.Transaction;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.SeenLedger;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.Receipt;
import io.keywright.store.SignedLedger;
import io.keywright.store.Store;
import io.keywright.testkit.Samples;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import java.lang.reflect.Proxy;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node that has nothing to write follows the others before its turn, in which all of them wait for it. */
@ExtendWith(SharedPostgresql.class)
class IdleNodeTest {

    private static final int RECEIPTS = 40;

    private final Samples samples = new Samples(1);
    private final SeenLedger seen = new SeenLedger();
    private final BlockingQueue<Integer> read = new LinkedBlockingQueue<>();
    private OwnSchema schema;
    private NoteSigner signer;
    private Store busyStore;
    private Store idleStore;
    private Journal busy;
    private Journal idle;

    @BeforeEach
    void open(Postgresql server) throws Exception {
        schema = new OwnSchema(server, "idle");
        schema.empty();
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        signer = NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
        busyStore = new Store(PostgresqlDatabase.open(schema.address()));
        idleStore = new Store(PostgresqlDatabase.open(schema.address()));
        busy = journal(new BatchWriter(busyStore.journal(), signer));
        idle = journal(new BatchWriter(
                work -> idleStore.journal().transaction(transaction -> work.run(counting(transaction))),
                LedgerKeyring.of(signer),
                seen));
        read.clear();
    }

    private static Journal journal(BatchWriter writer) throws Exception {
        writer.recover();
        return new Journal(writer, 1_000);
    }

    @AfterEach
    void close() throws Exception {
        idle.close();
        busy.close();
        idleStore.close();
        busyStore.close();
    }

    private CompletableFuture<Void> commit(Journal journal) {
        Receipt receipt = samples.receipt(Samples.scope("acme"));
        return journal.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None());
    }

    /** Tells how many leaves were read each time. */
    private Transaction counting(Transaction transaction) {
        return (Transaction) Proxy.newProxyInstance(
                Transaction.class.getClassLoader(), new Class<?>[] {Transaction.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(transaction, arguments);
                    if (answer instanceof End end) {
                        read.add(end.leaves().size());
                    }
                    return answer;
                });
    }

    @Test
    void itReadsWhatOthersWroteWhileAnotherHasTheTurnAndNothingInItsOwn() throws Exception {
        for (int i = 0; i < RECEIPTS; i++) {
            commit(busy).join();
        }
        try (Connection another = schema.connect();
                Statement turn = another.createStatement()) {
            another.setAutoCommit(false);
            turn.execute("SELECT 1 FROM store_header WHERE id = 1 FOR UPDATE");
            seen.see(busyStore.receipts().ledger(LedgerView::head));
            assertThat(read.poll(10, TimeUnit.SECONDS)).isEqualTo(RECEIPTS);
            another.rollback();
        }
        commit(idle).join();
        assertThat(read.poll()).isZero();
        assertThat(SignedLedger.size(busyStore, signer.verifierKey())).isEqualTo(RECEIPTS + 1);
    }
}
