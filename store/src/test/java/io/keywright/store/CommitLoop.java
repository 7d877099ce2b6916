package io.keywright.store;

import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import io.keywright.testkit.store.GrowingLedger;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;

/** A process that commits until it is killed, and prints the ledger's size and root after each commit. */
final class CommitLoop {

    private CommitLoop() {}

    public static void main(String[] arguments) throws Exception {
        Store store = new Store(SqliteDatabase.open(Path.of(arguments[0])));
        long seed = Long.parseLong(arguments[1]);
        Samples samples = new Samples(seed);
        Random random = new Random(seed);
        MerkleTree start = seed == 0 ? MerkleTree.empty() : store.receipts().ledger(CommitLoop::restored);
        GrowingLedger ledger = new GrowingLedger(store.journal(), start);
        while (true) {
            ledger.append(IntStream.range(0, 1 + random.nextInt(60))
                    .mapToObj(i -> samples.receipt(Samples.scope("acme")))
                    .toList());
            System.out.println(ledger.tree().size() + " " + ledger.tree().root());
        }
    }

    static MerkleTree restored(LedgerView view) {
        return MerkleTree.restore(view.head().size(), Hash.parse(view.head().checkpoint()), view.tiles());
    }
}
