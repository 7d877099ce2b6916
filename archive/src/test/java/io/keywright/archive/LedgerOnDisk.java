package io.keywright.archive;

import io.keywright.core.change.Change;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.succession.Succession;
import io.keywright.ledger.succession.SuccessionStatement;
import io.keywright.model.Receipt;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A real store with a journal that writes to it. */
final class LedgerOnDisk implements AutoCloseable {

    private final Samples samples = new Samples(1);
    private final NoteSigner signer;
    private final Store store;
    private final Journal journal;

    LedgerOnDisk(Path folder) throws Exception {
        this(folder, newSigner());
    }

    private LedgerOnDisk(Path folder, NoteSigner signer) throws StoreException {
        this.signer = signer;
        this.store = new Store(SqliteDatabase.open(folder));
        BatchWriter writer = new BatchWriter(store.journal(), signer);
        writer.recover();
        this.journal = new Journal(writer, 100_000);
    }

    private static NoteSigner newSigner() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
    }

    /** An empty ledger with this one's key. */
    LedgerOnDisk withSameKey(Path folder) throws StoreException {
        return new LedgerOnDisk(folder, signer);
    }

    LedgerKeyring keys() {
        return LedgerKeyring.of(signer);
    }

    /** The same keys, once another has followed the one that signs now, further on in the ledger than it goes. */
    LedgerKeyring laterKeys() throws Exception {
        NoteSigner next = newSigner();
        long size = store.receipts().ledger(view -> view.head().size()) + 1;
        SignedNote statement = new SuccessionStatement(
                        size, new Hashing().leaf(new byte[0]), signer.verifierKey(), next.verifierKey(), Instant.EPOCH)
                .sign(signer, next);
        return new LedgerKeyring(next, List.of(), Succession.none().then(statement));
    }

    Store store() {
        return store;
    }

    ReceiptStore receipts() {
        return store.receipts();
    }

    /** Appends receipts of three tenants. */
    void append(int count) {
        append(IntStream.range(0, count)
                .mapToObj(i -> samples.receipt(Samples.scope("tenant-" + i % 3)))
                .toList());
    }

    void append(List<Receipt> receipts) {
        receipts.stream()
                .map(receipt -> journal.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None()))
                .toList()
                .forEach(CompletableFuture::join);
    }

    @Override
    public void close() throws StoreException {
        journal.close();
        store.close();
    }
}
