package io.keywright.cli.backup;

import io.keywright.core.backup.BackupFolder;
import io.keywright.core.backup.BackupRetention;
import io.keywright.core.backup.BackupRounds;
import io.keywright.core.backup.BackupSealing;
import io.keywright.core.backup.NodeFile;
import io.keywright.core.backup.StoreSnapshots.Snapshot;
import io.keywright.core.change.Change;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerKeyStore.StoredLedgerKey;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.UnsignedReceipt;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A store with a signed ledger that is backed up while it is open. */
final class BackedUpStore implements AutoCloseable {

    static final byte[] ROOT_KEY = {1, 2, 3};

    private final Samples samples;
    private final NoteSigner signer;
    private final Store store;
    private final Journal journal;
    private final BackupRounds rounds;
    private int schema = SqliteDatabase.SCHEMA;

    BackedUpStore(Path data, Path backups, BackupSealing sealing, KeyPair pair, long seed) throws Exception {
        samples = new Samples(seed);
        signer = NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
        store = new Store(SqliteDatabase.open(data));
        store.ledgerKeys()
                .createLedgerKey(new StoredLedgerKey(signer.verifierKey().toString(), "local", samples.bytes(61)));
        BatchWriter writer = new BatchWriter(store.journal(), signer);
        writer.recover();
        journal = new Journal(writer, 10_000);
        CryptoProviders crypto = CryptoProviders.jdk();
        rounds = new BackupRounds(
                copy -> new Snapshot(store.snapshots().copyTo(copy).head(), schema),
                data.resolve("keywright.backup-copy"),
                sealing,
                List.of(() -> Optional.of(new NodeFile(NodeFile.ROOT_KEY, SecretBytes.copyOf(ROOT_KEY)))),
                new BackupFolder(backups),
                new BackupRetention(Duration.ofDays(7)),
                crypto,
                new UuidV7(Clock.systemUTC(), crypto.random()),
                Clock.systemUTC());
    }

    static KeyPair keyPair() throws Exception {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    BackedUpStore append(int count) {
        Stream.generate(() -> samples.receipt(Samples.scope("acme")))
                .limit(count)
                .map(receipt -> new Leaf(receipt, UnsignedReceipt.of(receipt).sign(signer)))
                .map(leaf -> journal.commit(leaf, new Change.None()))
                .toList()
                .forEach(CompletableFuture::join);
        return this;
    }

    Path backup() throws Exception {
        return rounds.run(false).file();
    }

    /** From now on backups say that they are of this version. */
    void pretend(int version) {
        schema = version;
    }

    String checkpoint() throws StoreException {
        return store.receipts().ledger(view -> view.head().checkpoint());
    }

    NoteSigner signer() {
        return signer;
    }

    @Override
    public void close() throws StoreException {
        journal.close();
        store.close();
    }
}
