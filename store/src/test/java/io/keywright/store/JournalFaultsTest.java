package io.keywright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.Leaf;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultPlan.Moment;
import io.keywright.testkit.fault.FaultyJournalStore;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on a store that fails: who was told so tries again, and the ledger stays whole. */
class JournalFaultsTest {

    @TempDir
    Path folder;

    private final Samples samples = new Samples(1);
    private final FaultPlan plan = new FaultPlan();
    private Store store;
    private NoteSigner signer;
    private Journal journal;

    @BeforeEach
    void open() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        signer = NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
        store = new Store(SqliteDatabase.open(folder));
        BatchWriter writer = new BatchWriter(new FaultyJournalStore(store.journal(), plan), signer);
        writer.recover();
        journal = new Journal(writer, 100);
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
        store.close();
    }

    private CompletableFuture<Void> commit() {
        Receipt receipt = samples.receipt(Samples.scope("acme"));
        return journal.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None());
    }

    private void commitsNot() {
        assertThatThrownBy(commit()::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE));
    }

    private long size() throws Exception {
        return SignedLedger.size(store, signer.verifierKey());
    }

    @Test
    void aCommitThatFailedLeavesNothingAndTheNextOneWorks() throws Exception {
        commit().join();
        plan.failCall(1, Moment.BEFORE);
        commitsNot();
        assertThat(size()).isEqualTo(1);
        commit().join();
        assertThat(size()).isEqualTo(2);
    }

    @Test
    void aCommitWhoseOutcomeWasNotKnownIsFoundInTheLedgerAndAcknowledgedAndTheNextOneFollowsIt() throws Exception {
        commit().join();
        plan.failCall(1, Moment.AFTER);
        commit().join();
        assertThat(size()).isEqualTo(2);
        commit().join();
        assertThat(size()).isEqualTo(3);
    }

    @Test
    void whileTheStoreIsAwayEveryCommitFailsAndNoneIsKeptBack() throws Exception {
        plan.unavailable(true);
        for (int i = 0; i < 5; i++) {
            commitsNot();
        }
        plan.unavailable(false);
        commit().join();
        assertThat(size()).isEqualTo(1);
    }
}
