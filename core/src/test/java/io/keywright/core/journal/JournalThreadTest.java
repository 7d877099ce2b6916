package io.keywright.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.work.Supervisor;
import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.ledger.merkle.TileSource;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal's one thread survives whatever the store throws, and nobody waits in vain. */
class JournalThreadTest {

    private static final int PATIENCE_SECONDS = 10;

    private final Supervisor supervisor = new Supervisor();
    private final EmptyStore store = new EmptyStore();
    private Journal journal;

    /** Keeps nothing, and throws what it is told to. */
    private static final class EmptyStore implements JournalStore, JournalStore.Transaction {

        private volatile @Nullable Throwable thrown;

        @Override
        public void transaction(Work work) throws StoreException {
            work.run(this);
        }

        @Override
        public End end(long from, int limit) {
            switch (thrown) {
                case null -> {
                    return new End(Optional.empty(), List.of());
                }
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }

        @Override
        public End glance(long from, int limit) {
            return end(from, limit);
        }

        @Override
        public boolean apply(Change change) {
            return true;
        }

        @Override
        public void append(long index, Leaf leaf) {}

        @Override
        public void flush() {}

        @Override
        public void putTile(int level, long index, byte[] hashes) {}

        @Override
        public void putSuccession(long size, SignedNote statement) {}

        @Override
        public void putHead(LedgerHead head) {}

        @Override
        public TileSource tiles() {
            return (level, index, count) -> {
                throw new CorruptLogException("there are none");
            };
        }
    }

    @BeforeEach
    void open() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteSigner signer = NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
        journal = new Journal(new BatchWriter(store, signer), 100, supervisor, CommitWatch.NONE);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void refuses(CompletableFuture<Void> commit) {
        assertThatThrownBy(() -> commit.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                StackOverflowError.class,
                NoClassDefFoundError.class,
                OutOfMemoryError.class,
                IllegalStateException.class
            })
    void whatTheStoreThrowsIsToldToThoseWhoWaitAndLaterChangesAreCommitted(Class<? extends Throwable> kind)
            throws Exception {
        store.thrown = kind.getConstructor().newInstance();
        refuses(journal.commit(new Change.None()));
        refuses(journal.commit(new Change.None()));
        assertThat(supervisor.failing()).extracting(Supervisor.Failing::thread).containsExactly("journal");
        store.thrown = null;
        journal.flush().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void whoComesAfterTheEndIsTurnedAway() {
        journal.close();
        refuses(journal.flush());
    }

    @Test
    void anErrorWhileItClosesLeavesNobodyWaiting() {
        store.thrown = new StackOverflowError();
        CompletableFuture<Void> last = journal.commit(new Change.None());
        journal.close();
        refuses(last);
    }
}
