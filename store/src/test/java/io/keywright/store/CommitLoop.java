package io.keywright.store;

import io.keywright.core.change.UsageChange.KeyUsed;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.model.Scope;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import io.keywright.testkit.store.GrowingLedger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A process that commits until it is killed, and prints the ledger's size and root after each commit. Each receipt is one of
 * an encryption with {@link #KEY}.
 */
final class CommitLoop {

    static final Scope HOME = Samples.scope("acme");
    static final UUID KEY = new UUID(0, 1);

    private CommitLoop() {}

    public static void main(String[] arguments) throws Exception {
        Store store = new Store(SqliteDatabase.open(Path.of(arguments[0])));
        long seed = Long.parseLong(arguments[1]);
        Samples samples = new Samples(seed);
        Random random = new Random(seed);
        MerkleTree start = seed == 0 ? MerkleTree.empty() : store.receipts().ledger(CommitLoop::restored);
        AtomicInteger receipts = new AtomicInteger();
        GrowingLedger ledger = new GrowingLedger(
                work -> store.journal().transaction(transaction -> {
                    transaction.apply(used(receipts.get()));
                    work.run(transaction);
                }),
                start);
        while (true) {
            receipts.set(1 + random.nextInt(60));
            ledger.append(IntStream.range(0, receipts.get())
                    .mapToObj(i -> samples.receipt(HOME))
                    .toList());
            System.out.println(ledger.tree().size() + " " + ledger.tree().root());
        }
    }

    private static KeyUsed used(int times) {
        return new KeyUsed(HOME, KEY, LocalDate.EPOCH, times).encrypting(times);
    }

    static MerkleTree restored(LedgerView view) {
        return MerkleTree.restore(view.head().size(), Hash.parse(view.head().checkpoint()), view.tiles());
    }
}
