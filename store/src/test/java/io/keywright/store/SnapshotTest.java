package io.keywright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.backup.StoreSnapshots.Snapshot;
import io.keywright.core.change.Change;
import io.keywright.core.change.InstallationChange;
import io.keywright.core.journal.StoreException;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.model.Restoration;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import io.keywright.testkit.store.GrowingLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a store that is in use, and what a copy becomes. */
class SnapshotTest {

    @TempDir
    Path folder;

    @TempDir
    Path other;

    private final Samples samples = new Samples(1);
    private Store store;
    private GrowingLedger ledger;

    @BeforeEach
    void open() throws StoreException {
        store = new Store(SqliteDatabase.open(folder));
        ledger = new GrowingLedger(store.journal());
        grow(300);
    }

    private void grow(int receipts) throws StoreException {
        ledger.append(IntStream.range(0, receipts)
                .mapToObj(i -> samples.receipt(Samples.scope("acme")))
                .toList());
    }

    @AfterEach
    void close() throws StoreException {
        store.close();
    }

    @Test
    void aCopyIsOfOneMomentWhileCommitsGoOnAndOpensAsAStore() throws Exception {
        Path copy = other.resolve("keywright.db");
        AtomicBoolean over = new AtomicBoolean();
        Thread writer = Thread.startVirtualThread(() -> {
            try {
                while (!over.get()) {
                    grow(1);
                }
            } catch (StoreException e) {
                throw new IllegalStateException(e);
            }
        });
        Snapshot snapshot = store.snapshots().copyTo(copy);
        over.set(true);
        writer.join();

        assertThat(snapshot.schema()).isEqualTo(SqliteDatabase.SCHEMA);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(other)) {
            assertThat(files).containsExactly(copy);
        }
        SqliteDatabase database = SqliteDatabase.open(other);
        database.requireSound();
        try (Store copied = new Store(database)) {
            MerkleTree tree = copied.receipts().ledger(CommitLoop::restored);
            assertThat(tree.size())
                    .isEqualTo(snapshot.head().size())
                    .isBetween(300L, ledger.tree().size());
            assertThat(copied.receipts().entries(0, Integer.MAX_VALUE)).hasSize(Math.toIntExact(tree.size()));
        }
    }

    @Test
    void nothingIsCopiedOverAFileThatIsThere() throws Exception {
        Path copy = Files.writeString(other.resolve("keywright.db"), "precious");
        assertThatThrownBy(() -> store.snapshots().copyTo(copy))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(copy.toString());
        assertThat(copy).hasContent("precious");
    }

    @Test
    void aRestorationIsKeptUntilTheLedgerHasToldItOnce() throws Exception {
        Restoration restoration = new Restoration(
                Optional.of(UUID.fromString("01a2005d-4198-7000-8eda-ac6365cf358f")),
                300,
                OptionalLong.of(12),
                Instant.ofEpochMilli(1767323045678L));
        assertThat(store.restorations().untold()).isEmpty();
        store.restorations().note(new Restoration(restoration.backupId(), 1, OptionalLong.empty(), restoration.at()));
        store.restorations().note(restoration);
        assertThat(store.restorations().untold()).contains(restoration);

        Change told = new InstallationChange.BackupRestored(restoration);
        store.journal().transaction(transaction -> {
            assertThat(transaction.apply(told)).isTrue();
            assertThat(transaction.apply(told)).isFalse();
        });
        assertThat(store.restorations().untold()).isEmpty();
    }
}
