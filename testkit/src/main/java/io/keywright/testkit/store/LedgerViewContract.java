package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.InclusionProof;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.model.Receipt;
import io.keywright.testkit.Samples;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Head and tiles, as proofs need them: of one moment, and complete. */
public interface LedgerViewContract extends StoreFixture {

    private static List<Receipt> receipts(Samples samples, int count) {
        return Stream.generate(() -> samples.receipt(Samples.scope("acme")))
                .limit(count)
                .toList();
    }

    /** The tree that the view's tiles make; restoring compares it with the head's root. */
    private static MerkleTree restored(LedgerView view) {
        return MerkleTree.restore(view.head().size(), Hash.parse(view.head().checkpoint()), view.tiles());
    }

    private long size() throws Exception {
        return store().receipts().ledger(view -> restored(view).size());
    }

    @Test
    default void thereIsNoViewBeforeTheFirstHead() throws Exception {
        assertThatThrownBy(() -> store().receipts().ledger(LedgerView::head)).isInstanceOf(StoreException.class);
    }

    @Test
    default void tilesMakeTheTreeAtEverySize() throws Exception {
        Samples samples = new Samples(1);
        Random random = new Random(1);
        GrowingLedger ledger = new GrowingLedger(store().journal());
        while (ledger.tree().size() < 1500) {
            ledger.append(receipts(samples, 1 + random.nextInt(90)));
            MerkleTree restored = store().receipts().ledger(LedgerViewContract::restored);
            assertThat(restored.root()).isEqualTo(ledger.tree().root());
        }
        reopen();
        assertThat(store().receipts().ledger(LedgerViewContract::restored).root())
                .isEqualTo(ledger.tree().root());
    }

    @Test
    default void everyReceiptCanBeProved() throws Exception {
        List<Receipt> receipts = receipts(new Samples(2), 700);
        GrowingLedger ledger = new GrowingLedger(store().journal());
        ledger.append(receipts);
        Hashing hashing = new Hashing();
        for (int i = 0; i < receipts.size(); i += 13) {
            int index = i;
            InclusionProof proof = store().receipts()
                    .ledger(view -> InclusionProof.of(index, view.head().size(), view.tiles()));
            Hash leaf = hashing.leaf(Samples.canonical(receipts.get(index)));
            assertThat(proof.verify(leaf, ledger.tree().root())).isTrue();
        }
    }

    @Test
    default void aViewIsOfOneMomentWhileTheJournalWrites() throws Exception {
        Samples samples = new Samples(3);
        GrowingLedger ledger = new GrowingLedger(store().journal());
        ledger.append(receipts(samples, 10));
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 100; i++) {
                appendUnchecked(ledger, receipts(samples, 7));
            }
        });
        long sizeAtLast = 0;
        while (!writing.isDone()) {
            long size = size();
            assertThat(size).isGreaterThanOrEqualTo(sizeAtLast);
            sizeAtLast = size;
        }
        writing.join();
        assertThat(size()).isEqualTo(710);
    }

    private static void appendUnchecked(GrowingLedger ledger, List<Receipt> receipts) {
        try {
            ledger.append(receipts);
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void aTileThatIsMissingOrTooNarrowIsAnErrorOfTheStore() throws Exception {
        new GrowingLedger(store().journal()).append(receipts(new Samples(4), 300));
        assertThat(tile(0, 1, 44)).hasSize(44 * 32);
        assertThatThrownBy(() -> tile(0, 1, 45)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> tile(1, 0, 2)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> tile(2, 0, 1)).isInstanceOf(StoreException.class);
    }

    private byte[] tile(int level, long index, int width) throws Exception {
        return store().receipts().ledger(view -> view.tiles().hashes(level, index, width));
    }

    @Test
    default void whatTheReaderOfAViewThrowsPassesThroughAndSpoilsNothing() throws Exception {
        new GrowingLedger(store().journal()).append(receipts(new Samples(5), 1));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> store().receipts().ledger(view -> {
                        throw new UnsupportedOperationException();
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(size()).isEqualTo(1);
    }
}
