package io.keywright.cli.ledger;

import io.keywright.archive.folder.FolderArchive;
import io.keywright.core.archive.Archiver;
import io.keywright.core.archive.Pace;
import io.keywright.core.archive.Pruner;
import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.LedgerKeyStore.StoredLedgerKey;
import io.keywright.core.ledger.Recorder;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.UnsignedReceipt;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.model.StoredKey;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A data folder whose ledger was written as the service writes it: by the journal, with one key. */
final class SignedStore implements AutoCloseable {

    private static final Operation[] OPERATIONS = {Operation.SIGN, Operation.VERIFY, Operation.DECRYPT};

    private final Samples samples = new Samples(1);
    private final List<UUID> keys = List.of(samples.id(), samples.id(), samples.id(), samples.id());
    private final NoteSigner signer;
    private final Store store;
    private final Journal journal;
    private int made;

    SignedStore(Path folder) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        signer = NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
        store = new Store(SqliteDatabase.open(folder));
        store.ledgerKeys().createLedgerKey(new StoredLedgerKey(key(), "local", samples.bytes(61)));
        BatchWriter writer = new BatchWriter(store.journal(), signer);
        writer.recover();
        journal = new Journal(writer, 10_000);
    }

    String key() {
        return signer.verifierKey().toString();
    }

    /** Appends receipts of three tenants, a second apart. */
    SignedStore append(int count) {
        List<CompletableFuture<Void>> durable = new ArrayList<>();
        for (int i = 0; i < count; i++, made++) {
            Receipt receipt = samples.receipt(
                    Samples.scope("tenant-" + made % 3),
                    OPERATIONS[made % 5 % 3],
                    keys.get(made % 4),
                    Samples.START.plusSeconds(made));
            durable.add(
                    journal.commit(new Leaf(receipt, UnsignedReceipt.of(receipt).sign(signer)), new Change.None()));
        }
        durable.forEach(CompletableFuture::join);
        return this;
    }

    /** Makes a key, and archives another: three changes, of two keys. */
    SignedStore change() {
        Recorder recorder = new Recorder(
                journal,
                LedgerKeyring.of(signer),
                new UuidV7(Clock.systemUTC(), CryptoProviders.jdk().random()),
                Clock.systemUTC());
        StoredKey kept = samples.key(Samples.scope("tenant-0"), "kept");
        KeyMetadata archived =
                samples.key(Samples.scope("tenant-0"), "archived").metadata();
        record(recorder, Operation.GENERATE, new KeyChange.Created(kept));
        record(recorder, Operation.GENERATE, new KeyChange.Created(new StoredKey(archived, kept.wrapped())));
        record(
                recorder,
                Operation.ARCHIVE,
                new KeyChange.Moved(archived.in(KeyState.ARCHIVED), archived, Samples.START));
        return this;
    }

    private static void record(Recorder recorder, Operation operation, Change change) {
        recorder.succeeded(Attempt.of(Caller.SERVICE, operation), change).join();
    }

    /** Seals what there is, and drops from the store what may be. */
    SignedStore archiveTo(Path folder) throws StoreException {
        FolderArchive archive = new FolderArchive(folder);
        archive.check();
        long sealed = new Archiver(
                        store.receipts(), store.pruning(), archive, LedgerKeyring.of(signer), Pace.NONE, () -> true)
                .seal();
        new Pruner(store.receipts(), store.pruning(), archive, Pruner.FEWEST_KEPT, Pace.NONE).prune(sealed);
        return this;
    }

    @Override
    public void close() throws StoreException {
        journal.close();
        store.close();
    }
}
