package io.keywright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.Receipt;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import io.keywright.testkit.store.GrowingLedger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with disks and files is said, costs nothing that was acknowledged, and ends when its cause does. */
class StoreFaultsTest {

    @TempDir
    Path folder;

    private final Samples samples = new Samples(1);

    private Path file() {
        return folder.resolve("keywright.db");
    }

    private void append(GrowingLedger ledger, int receipts) throws StoreException {
        ledger.append(IntStream.range(0, receipts)
                .mapToObj(i -> samples.receipt(Samples.scope("acme")))
                .toList());
    }

    private static MerkleTree restored(LedgerView view) {
        return MerkleTree.restore(view.head().size(), Hash.parse(view.head().checkpoint()), view.tiles());
    }

    @Test
    void aFullDiskRefusesReceiptsAndLosesNoneAndServesAgainOnceThereIsRoom() throws Exception {
        CappedDatabase disk = new CappedDatabase(SqliteDatabase.open(folder));
        disk.cap(20);
        try (Store store = new Store(disk)) {
            GrowingLedger ledger = new GrowingLedger(store.journal());
            assertThatThrownBy(() -> fill(ledger))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(file().toString(), "disk is full");
            long acknowledged = ledger.tree().size();
            assertThat(acknowledged).isGreaterThan(100);
            assertThat(store.receipts().ledger(StoreFaultsTest::restored).root())
                    .isEqualTo(ledger.tree().root());
            disk.uncap();
            append(ledger, 100);
            assertThat(store.receipts().ledger(StoreFaultsTest::restored).size())
                    .isEqualTo(acknowledged + 100);
        }
    }

    /** What health asks. A flush writes so little that it may still find room. */
    @Test
    void aJournalOnAFullDiskSaysThatItRefusedReceiptsUntilItTakesOne() throws Exception {
        CappedDatabase disk = new CappedDatabase(SqliteDatabase.open(folder));
        disk.cap(20);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteSigner signer = NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
        try (Store store = new Store(disk)) {
            BatchWriter writer = new BatchWriter(store.journal(), signer);
            writer.recover();
            try (Journal journal = new Journal(writer, 10_000)) {
                assertThat(journal.refusedWithin(Duration.ofDays(1))).isFalse();
                assertThatThrownBy(() -> fill(journal)).isInstanceOf(CompletionException.class);
                assertThat(journal.refusedWithin(Duration.ofDays(1))).isTrue();
                disk.uncap();
                journal.flush().join();
                assertThat(journal.refusedWithin(Duration.ofDays(1))).isTrue();
                commit(journal);
                assertThat(journal.refusedWithin(Duration.ofDays(1))).isFalse();
            }
        }
    }

    private void fill(Journal journal) {
        for (int i = 0; i < 10_000; i++) {
            commit(journal);
        }
    }

    private void commit(Journal journal) {
        Receipt receipt = samples.receipt(Samples.scope("acme"));
        journal.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None())
                .join();
    }

    private void fill(GrowingLedger ledger) throws StoreException {
        for (int i = 0; i < 1000; i++) {
            append(ledger, 20);
        }
    }

    @Test
    void aDatabaseThatWasMovedAwayIsNoticedBeforeAnythingIsAcknowledgedAndUsedAgainWhenItIsBack() throws Exception {
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            GrowingLedger ledger = new GrowingLedger(store.journal());
            append(ledger, 10);
            Path away = folder.resolve("away.db");
            Files.move(file(), away);
            refusesAsGone(ledger);
            Files.copy(away, file());
            refusesAsGone(ledger);
            Files.delete(file());
            Files.move(away, file());
            append(ledger, 10);
            assertThat(store.receipts().ledger(StoreFaultsTest::restored).size())
                    .isEqualTo(20);
        }
    }

    @Test
    void aLogThatWasDeletedIsNoticedBeforeAnythingIsAcknowledged() throws Exception {
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            GrowingLedger ledger = new GrowingLedger(store.journal());
            append(ledger, 10);
            Files.delete(folder.resolve("keywright.db-wal"));
            refusesAsGone(ledger);
            refusesAsGone(ledger);
        }
    }

    private void refusesAsGone(GrowingLedger ledger) {
        assertThatThrownBy(() -> append(ledger, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(file().toString(), "removed or replaced");
    }

    @Test
    void damagedPagesAreErrorsOfTheStoreForWhoReadsAndWhoWrites() throws Exception {
        new Store(SqliteDatabase.open(folder)).close();
        int schemaBytes = withoutFreePages();
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            append(new GrowingLedger(store.journal()), 2000);
        }
        overwriteFrom(schemaBytes);
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            assertThatThrownBy(() -> store.receipts().entries(0, 10))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(file().toString(), "damaged", "backup");
            assertThatThrownBy(() -> store.receipts().ledger(StoreFaultsTest::restored))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> append(new GrowingLedger(store.journal()), 1))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("damaged");
        }
    }

    /** What is written into the empty database from now on comes after its schema, not into pages that migrations freed. */
    private int withoutFreePages() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
        }
        return (int) Files.size(file());
    }

    private void overwriteFrom(int offset) throws Exception {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            byte[] noise = new Samples(7).bytes((int) channel.size() - offset);
            channel.write(ByteBuffer.wrap(noise), offset);
        }
    }

    @Test
    void whoFindsNoReadConnectionFreeIsToldSoInTime() throws Exception {
        try (Store store = new Store(SqliteDatabase.open(folder), 1, Duration.ofMillis(50))) {
            append(new GrowingLedger(store.journal()), 1);
            assertThatThrownBy(() -> store.receipts().ledger(view -> readWithin(store)))
                    .hasRootCauseInstanceOf(StoreException.class)
                    .hasRootCauseMessage(
                            "All 1 read connections were busy for 50 ms. Send less, or look for a slow disk.");
            assertThat(readWithin(store)).isEqualTo(1);
        }
    }

    private static int readWithin(Store store) {
        try {
            return store.receipts().entries(0, 10).size();
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void manyVirtualThreadsShareFewConnections() throws Exception {
        try (Store store = new Store(SqliteDatabase.open(folder));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            append(new GrowingLedger(store.journal()), 100);
            List<Future<Integer>> answers = IntStream.range(0, 2000)
                    .mapToObj(i -> callers.submit(
                            () -> store.receipts().entries(i % 100, 1).size()))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        }
    }

    @Test
    void aClosedStoreSaysSo() throws Exception {
        Store store = new Store(SqliteDatabase.open(folder));
        GrowingLedger ledger = new GrowingLedger(store.journal());
        append(ledger, 1);
        store.close();
        assertThatThrownBy(() -> append(ledger, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store.receipts().entries(0, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aReceiptTakesAtMost800BytesOfDiskEverythingIncluded() throws Exception {
        int receipts = 20_000;
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            GrowingLedger ledger = new GrowingLedger(store.journal());
            for (int i = 0; i < receipts; i += 100) {
                append(ledger, 100);
            }
        }
        int canonicalBytes = Samples.canonical(samples.receipt(Samples.scope("acme"))).length;
        assertThat(canonicalBytes).isGreaterThan(480);
        assertThat(Files.size(file()) / receipts).isBetween((long) canonicalBytes, 800L);
    }
}
