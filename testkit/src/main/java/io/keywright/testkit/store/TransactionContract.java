package io.keywright.testkit.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.change.RootChange;
import io.keywright.core.follow.ChangeStore.Changed;
import io.keywright.core.integrity.RowKeyStore.StoredChange;
import io.keywright.core.journal.JournalStore.End;
import io.keywright.core.journal.JournalStore.Transaction;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.RejectedChangeException;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.model.KeyReference;
import io.keywright.model.Receipt;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Transactions happen as a whole, or not at all. */
public interface TransactionContract extends StoreFixture {

    Scope ACME = Samples.scope("acme");

    @Test
    default void hasNoHeadBeforeTheFirstCommit() throws Exception {
        store().journal()
                .transaction(transaction -> assertThat(transaction.head()).isEmpty());
    }

    @Test
    default void seesWithinATransactionWhatItWrote() throws Exception {
        byte[] hashes = new Samples(1).bytes(3 * 32);
        store().journal().transaction(transaction -> {
            transaction.putHead(new LedgerHead(7, "seven"));
            transaction.putTile(1, 0, hashes);
            assertThat(transaction.head()).contains(new LedgerHead(7, "seven"));
            assertThat(transaction.tiles().hashes(1, 0, 3)).isEqualTo(hashes);
        });
    }

    @Test
    default void showsTheEndAtAGlanceAndWritesBehindIt() throws Exception {
        Samples samples = new Samples(6);
        GrowingLedger ledger = new GrowingLedger(store().journal());
        ledger.append(samples.receipt(ACME));
        Receipt second = samples.receipt(ACME);
        ledger.append(second);
        Receipt third = samples.receipt(ACME);
        store().journal().transaction(transaction -> {
            End glance = transaction.glance(1, 5);
            assertThat(glance.head()).isPresent().isEqualTo(transaction.head());
            assertThat(glance.leaves())
                    .singleElement()
                    .satisfies(leaf -> assertThat(leaf.receipt()).isEqualTo(Samples.canonical(second)));
            transaction.append(2, new Leaf(third, Samples.canonical(third)));
        });
        assertThat(store().receipts().entries(0, 10)).hasSize(3);
    }

    @Test
    default void keepsWhatWasCommittedOverARestart() throws Exception {
        Everything everything = new Everything(new Samples(2));
        store().journal().transaction(everything::write);
        reopen();
        assertThat(everything.found(store())).containsOnly(true);
    }

    @Test
    default void keepsNothingOfAWorkThatFails() throws Exception {
        Everything everything = new Everything(new Samples(3));
        StoreException failure = new StoreException("as planned");
        assertThatThrownBy(() -> store().journal().transaction(transaction -> {
                    everything.write(transaction);
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(everything.found(store())).containsOnly(false);
        reopen();
        assertThat(everything.found(store())).containsOnly(false);
    }

    @Test
    default void keepsNothingOfAWorkThatHasABugAndGoesOnAfterwards() throws Exception {
        Everything everything = new Everything(new Samples(4));
        assertThatThrownBy(() -> store().journal().transaction(transaction -> {
                    everything.write(transaction);
                    throw new IllegalStateException("a bug");
                }))
                .hasMessage("a bug");
        assertThat(everything.found(store())).containsOnly(false);
        store().journal().transaction(everything::write);
        assertThat(everything.found(store())).containsOnly(true);
    }

    @Test
    default void refusesASecondReceiptAtAnIndexAndASecondOfAnId() throws Exception {
        Samples samples = new Samples(5);
        Receipt receipt = samples.receipt(ACME);
        new GrowingLedger(store().journal()).append(receipt);
        assertThatThrownBy(() -> append(0, samples.receipt(ACME))).isInstanceOf(RejectedChangeException.class);
        assertThatThrownBy(() -> append(1, receipt)).isInstanceOf(RejectedChangeException.class);
        append(1, samples.receipt(ACME));
        assertThat(store().receipts().entries(0, 10)).hasSize(2);
    }

    @Test
    default void keepsWhatWasChangedBesideTheReceipt() throws Exception {
        Receipt receipt = new Samples(7).receipt(ACME);
        byte[] change = "{\"key_id\":\"k\"}".getBytes(US_ASCII);
        Leaf leaf = new Leaf(receipt, Samples.canonical(receipt), Optional.of(change));
        store().journal().transaction(transaction -> {
            transaction.append(0, leaf);
            transaction.append(1, new Leaf(new Samples(8).receipt(ACME), Samples.canonical(receipt)));
        });
        assertThat(store().receipts().change(0)).contains(change);
        assertThat(store().receipts().change(1)).isEmpty();
        assertThat(store().receipts().change(2)).isEmpty();
    }

    @Test
    default void findsTheOperationsThatChangedSomethingInTheLedgersOrder() throws Exception {
        Samples samples = new Samples(9);
        List<Receipt> receipts =
                Stream.generate(() -> samples.receipt(ACME)).limit(4).toList();
        store().journal().transaction(transaction -> {
            for (int i = 0; i < receipts.size(); i++) {
                byte[] canonical = Samples.canonical(receipts.get(i));
                Optional<byte[]> change = i % 2 == 1 ? Optional.of(new byte[] {(byte) i}) : Optional.empty();
                transaction.append(i, new Leaf(receipts.get(i), canonical, change));
            }
            transaction.putHead(new LedgerHead(receipts.size(), "four"));
        });
        assertThat(store().changes().head().map(LedgerHead::size)).contains(4L);
        assertThat(store().changes().changes(0, 10)).map(Changed::index).containsExactly(1L, 3L);
        assertThat(store().changes().changes(2, 10))
                .singleElement()
                .satisfies(changed -> assertThat(changed.change()).containsExactly(3))
                .satisfies(changed -> assertThat(changed.receipt()).isEqualTo(Samples.canonical(receipts.get(3))));
        assertThat(store().changes().changes(0, 1)).map(Changed::index).containsExactly(1L);
        assertThat(store().changes().changes(4, 10)).isEmpty();
        assertThat(store().rowKeys().changes(Long.MAX_VALUE, 10))
                .map(StoredChange::index)
                .containsExactly(3L, 1L);
        assertThat(store().rowKeys().changes(3, 10))
                .singleElement()
                .satisfies(changed -> assertThat(changed.canonical()).containsExactly(1));
        assertThat(store().rowKeys().changes(Long.MAX_VALUE, 1))
                .map(StoredChange::index)
                .containsExactly(3L);
    }

    @Test
    default void anEmptyLedgerHasNoChanges() throws Exception {
        assertThat(store().changes().head()).isEmpty();
        assertThat(store().changes().changes(0, 10)).isEmpty();
    }

    private void append(long index, Receipt receipt) throws Exception {
        store().journal()
                .transaction(transaction -> transaction.append(index, new Leaf(receipt, Samples.canonical(receipt))));
    }

    @Test
    default void takesAThousandReceiptsAtOnce() throws Exception {
        Samples samples = new Samples(6);
        List<Receipt> receipts =
                Stream.generate(() -> samples.receipt(ACME)).limit(1000).toList();
        new GrowingLedger(store().journal()).append(receipts);
        assertThat(store().receipts().entries(0, 2000))
                .map(Entry::canonical)
                .containsExactlyElementsOf(
                        receipts.stream().map(Samples::canonical).toList());
    }

    /** One of each thing that a transaction can write. */
    record Everything(StoredKey key, Change root, Receipt receipt, LedgerHead head) {

        Everything(Samples samples) {
            this(
                    samples.key(ACME, "signing"),
                    new RootChange.Created(samples.tenantRoot("acme")),
                    samples.receipt(ACME),
                    new LedgerHead(1, "one"));
        }

        void write(Transaction transaction) throws StoreException {
            assertThat(transaction.apply(root)).isTrue();
            assertThat(transaction.apply(new KeyChange.Created(key))).isTrue();
            transaction.append(0, new Leaf(receipt, Samples.canonical(receipt)));
            transaction.putTile(2, 0, new byte[32]);
            transaction.putHead(head);
        }

        /** For each of them, whether it is there. */
        List<Boolean> found(StorePorts store) throws StoreException {
            boolean[] inTransaction = new boolean[2];
            store.journal().transaction(transaction -> {
                inTransaction[0] = transaction.head().equals(Optional.of(head));
                inTransaction[1] = hasTile(transaction);
            });
            return List.of(
                    inTransaction[0],
                    inTransaction[1],
                    store.tenantRoots().tenantRoot("acme", 1).isPresent(),
                    store.keys()
                            .key(ACME, new KeyReference.ById(key.metadata().keyId()))
                            .isPresent(),
                    store.keys().key(ACME, new KeyReference.ByAlias("signing")).isPresent(),
                    store.receipts().receipt("acme", receipt.receiptId()).isPresent(),
                    !store.receipts()
                            .receipts("acme", new ReceiptFilter(null, null, null, null), Long.MAX_VALUE, 1)
                            .isEmpty());
        }

        private static boolean hasTile(Transaction transaction) throws StoreException {
            try {
                return transaction.tiles().hashes(2, 0, 1).length == 32;
            } catch (CorruptLogException e) {
                return false;
            }
        }
    }
}
