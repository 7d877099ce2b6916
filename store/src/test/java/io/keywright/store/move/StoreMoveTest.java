package io.keywright.store.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.archive.PrunedBundle;
import io.keywright.core.change.Change;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.LedgerKeyStore.StoredLedgerKey;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.store.DataFolder;
import io.keywright.store.SignedLedger;
import io.keywright.store.Store;
import io.keywright.store.postgresql.OwnSchema;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A store moves from SQLite to PostgreSQL as a whole, or not at all. */
@ExtendWith(SharedPostgresql.class)
class StoreMoveTest {

    private static final int RECEIPTS = 2_500;

    @TempDir
    private Path folder = Path.of("");

    private final Samples samples = new Samples(1);
    private @Nullable OwnSchema ownSchema;
    private @Nullable NoteSigner noteSigner;

    @BeforeEach
    void fill(Postgresql server) throws Exception {
        ownSchema = new OwnSchema(server, "move");
        schema().execute("DROP FUNCTION IF EXISTS move.meddle CASCADE");
        schema().empty();
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        noteSigner = NoteSigner.of(VerifierKey.of("ledger.test", pair.getPublic()), pair.getPrivate());
    }

    private OwnSchema schema() {
        return Objects.requireNonNull(ownSchema);
    }

    private NoteSigner signer() {
        return Objects.requireNonNull(noteSigner);
    }

    private Path database() {
        return folder.resolve(DataFolder.DATABASE);
    }

    private Path moved() {
        return folder.resolve(DataFolder.MOVED);
    }

    /** A store in the folder with such a ledger. */
    private void make(int receipts) throws Exception {
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            store.ledgerKeys()
                    .createLedgerKey(
                            new StoredLedgerKey(signer().verifierKey().toString(), "local", samples.bytes(61)));
            append(store, receipts);
        }
    }

    private void append(Store store, int receipts) throws Exception {
        BatchWriter writer = new BatchWriter(store.journal(), signer());
        writer.recover();
        try (Journal journal = new Journal(writer, 10_000)) {
            List<CompletableFuture<Void>> commits = Stream.generate(() -> samples.receipt(Samples.scope("acme")))
                    .limit(receipts)
                    .map(receipt -> journal.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None()))
                    .toList();
            commits.forEach(CompletableFuture::join);
        }
    }

    private Moved move() throws StoreException {
        return new StoreMove(folder, schema().address()).run(rows -> {});
    }

    private void moveFails(String why) {
        assertThatThrownBy(this::move).isInstanceOf(StoreException.class).hasMessageContaining(why);
        assertThat(moved()).doesNotExist();
    }

    private void nothingIsThere() throws Exception {
        assertThat(schemaRows())
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isEmpty());
        assertThatCode(() -> SqliteDatabase.open(folder).close()).doesNotThrowAnyException();
    }

    private Map<String, List<String>> sqliteRows(Path file) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            Map<String, List<String>> all = new HashMap<>();
            for (String table : FilledTables.tables(statement)) {
                all.put(table, FilledTables.rows(connection, table));
            }
            return all;
        }
    }

    private Map<String, List<String>> schemaRows() throws Exception {
        try (Connection connection = schema().connect();
                Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery(
                        "SELECT tablename FROM pg_tables WHERE schemaname = 'move' AND tablename <> 'store_header'")) {
            Map<String, List<String>> all = new HashMap<>();
            while (names.next()) {
                all.put(names.getString(1), FilledTables.rows(connection, names.getString(1)));
            }
            return all;
        }
    }

    private long size() throws Exception {
        try (Store store = new Store(PostgresqlDatabase.open(schema().address()))) {
            return SignedLedger.size(store, signer().verifierKey());
        }
    }

    @Test
    void everyRowOfEveryTableMovesAndTheLedgerGoesOn() throws Exception {
        SqliteDatabase.open(folder).close();
        FilledTables.fill(database());
        make(RECEIPTS);

        Moved moved = move();

        Map<String, List<String>> before = sqliteRows(moved());
        Map<String, List<String>> after = schemaRows();
        after.keySet().retainAll(before.keySet());
        assertThat(after).isEqualTo(before);
        assertThat(before.entrySet().stream().filter(entry -> entry.getValue().isEmpty()))
                .as("tables without a row: fill them")
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("ledger_pruned", "ledger_pruned_bundles");
        assertThat(moved.tables()).isEqualTo(before.size() - 2);
        assertThat(moved.rows())
                .isEqualTo(before.values().stream().mapToLong(List::size).sum());
        assertThat(moved.receipts()).isEqualTo(RECEIPTS);
        assertThat(moved.resumed()).isFalse();

        try (Store store = new Store(PostgresqlDatabase.open(schema().address()))) {
            append(store, 1);
            assertThat(SignedLedger.size(store, signer().verifierKey())).isEqualTo(RECEIPTS + 1);
        }
    }

    @Test
    void newRowsAreNumberedFromTheLastOneOn() throws Exception {
        SqliteDatabase.open(folder).close();
        FilledTables.fill(database());
        make(1);
        move();
        schema().execute("INSERT INTO tenants (tenant_id) VALUES ('new')");
        assertThat(schemaRows().getOrDefault("tenants", List.of())).contains("id=7 tenant_id=new");
    }

    @Test
    void theFolderHasNoStoreAfterwardsAndMakesNoOther() throws Exception {
        make(1);
        byte[] before = Files.readAllBytes(database());

        assertThat(move().kept()).isEqualTo(moved().toAbsolutePath());

        assertThat(moved()).hasBinaryContent(before);
        assertThat(folder.resolve("keywright.db-wal")).doesNotExist();
        assertThat(folder.resolve("keywright.db-shm")).doesNotExist();
        DataFolder.requireNoStore(folder);
        assertThatThrownBy(() -> SqliteDatabase.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has moved to PostgreSQL")
                .hasMessageContaining("keywright.store=postgresql");
        moveAgainFails();
        assertThat(database()).doesNotExist();
    }

    private void moveAgainFails() {
        assertThatThrownBy(this::move).isInstanceOf(StoreException.class).hasMessageContaining("has moved");
    }

    @Test
    void aLedgerThatIsInTheArchiveInPartGoesOn() throws Exception {
        make(RECEIPTS);
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            store.pruning()
                    .prune(LongStream.range(0, 4)
                            .mapToObj(bundle -> new PrunedBundle(bundle, 1, 2))
                            .toList());
        }

        assertThat(move().receipts()).isEqualTo(RECEIPTS);

        try (Store store = new Store(PostgresqlDatabase.open(schema().address()))) {
            append(store, 300);
            assertThat(store.pruning().pruned()).isEqualTo(1024);
            assertThat(new LedgerAudit(store.receipts(), signer().verifierKey()).run(1024, page -> {}))
                    .isEqualTo(RECEIPTS + 300);
        }
    }

    @Test
    void whatWasInterruptedBeforeTheFileWasRenamedIsFinished() throws Exception {
        make(RECEIPTS);
        move();
        Files.move(moved(), database());

        assertThat(move().resumed()).isTrue();

        assertThat(moved()).exists();
        assertThat(size()).isEqualTo(RECEIPTS);
    }

    @Test
    void anOldDatabaseThatCannotBeSetAsideIsSetAsideByTheNextMove() throws Exception {
        make(10);
        StoreMove move = new StoreMove(folder, schema().address());
        Path inTheWay = moved().resolve("something");

        assertThatThrownBy(() -> move.run(rows -> make(inTheWay)))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(
                        "PostgreSQL has all rows", "Cannot rename " + database().toAbsolutePath(), "made again")
                .message()
                .doesNotContain("still in");

        assertThat(size()).isEqualTo(10);
        Files.delete(inTheWay);
        Files.delete(moved());
        assertThat(move().resumed()).isTrue();
        assertThat(moved()).isRegularFile();
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whereNothingWasMovedTheStoreIsStillWhereItWasAndThatIsSaidOnce() throws Exception {
        make(10);
        try (Store running = new Store(SqliteDatabase.open(folder))) {
            assertThat(running).isNotNull();
            assertThatThrownBy(this::move)
                    .message()
                    .containsOnlyOnce("The store is still in " + folder + ", as it was.");
        }
        move();
        assertThatThrownBy(this::move).message().contains("has moved").doesNotContain("still in");
        Files.delete(moved());
        assertThatThrownBy(this::move).message().contains("no store").doesNotContain("still in");
    }

    @Test
    void aLedgerThatHasGoneOnThereIsNotTheFoldersAnyMore() throws Exception {
        make(10);
        move();
        Files.move(moved(), database());
        try (Store store = new Store(PostgresqlDatabase.open(schema().address()))) {
            append(store, 1);
        }
        moveFails("is not this store");
        assertThat(size()).isEqualTo(11);
    }

    @Test
    void anotherLedgerIsLeftAsItIs() throws Exception {
        make(10);
        move();
        Map<String, List<String>> before = schemaRows();
        Files.delete(moved());
        make(10);
        moveFails("is not this store");
        assertThat(schemaRows()).isEqualTo(before);
    }

    @Test
    void aSingleRowThatIsThereIsLeftAsItIs() throws Exception {
        make(10);
        PostgresqlDatabase.open(schema().address()).close();
        schema().execute("INSERT INTO nodes VALUES (decode('%s', 'hex'), 'one', NULL, '1', 1, 1, 1)"
                .formatted("00".repeat(16)));
        moveFails("is not empty");
        assertThat(schemaRows().getOrDefault("ledger_entries", List.of())).isEmpty();
    }

    @Test
    void theStoreOfAnOlderVersionIsNotBroughtUpToDateBeforeItIsRefused() throws Exception {
        make(10);
        PostgresqlDatabase.open(schema().address()).close();
        schema().execute("INSERT INTO ledger_key VALUES (1, 'key', 'local', 'wrapped')");
        schema().execute("UPDATE store_header SET version = version - 1");
        moveFails("an older Keywright");
        schema().execute("UPDATE store_header SET version = version + 1");
    }

    private void meddle(String table, String how) throws Exception {
        PostgresqlDatabase.open(schema().address()).close();
        schema().execute("""
                        CREATE OR REPLACE FUNCTION move.meddle() RETURNS trigger AS $$ BEGIN %s END $$ LANGUAGE plpgsql;
                        CREATE TRIGGER meddling BEFORE INSERT ON move.%s FOR EACH ROW EXECUTE FUNCTION move.meddle()""".formatted(how, table));
    }

    @Test
    void aFaultInTheMiddleLeavesNothing() throws Exception {
        make(RECEIPTS);
        meddle("ledger_entries", "IF NEW.idx = 1700 THEN RAISE EXCEPTION 'broken'; END IF; RETURN NEW;");
        moveFails("broken");
        nothingIsThere();

        schema().execute("DROP FUNCTION move.meddle CASCADE");
        assertThat(move().resumed()).isFalse();
        assertThat(size()).isEqualTo(RECEIPTS);
    }

    @Test
    void aConnectionThatBreaksInTheMiddleLeavesNothing() throws Exception {
        make(RECEIPTS);
        AtomicBoolean cut = new AtomicBoolean();
        StoreMove move = new StoreMove(folder, schema().address());
        assertThatThrownBy(() -> move.run(rows -> {
                    if (rows == RECEIPTS + 1500 && !cut.getAndSet(true)) {
                        cut();
                    }
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the server does not answer");
        assertThat(cut).isTrue();
        nothingIsThere();
    }

    private void cut() {
        try {
            schema().cutTransactions();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRowThatIsNotKeptAsItWasWrittenIsNoticed() throws Exception {
        make(RECEIPTS);
        meddle(
                "ledger_entries",
                "IF NEW.idx = 1700 THEN NEW.canonical = set_byte(NEW.canonical, 9, get_byte(NEW.canonical, 9) # 1); END IF;"
                        + " RETURN NEW;");
        moveFails("has not kept the rows of ledger_entries");
        nothingIsThere();
    }

    @Test
    void aRowThatIsNotKeptAtAllIsNoticed() throws Exception {
        make(RECEIPTS);
        meddle("ledger_tiles", "IF NEW.idx = 8 THEN RETURN NULL; END IF; RETURN NEW;");
        moveFails("has not kept the rows of ledger_tiles");
        nothingIsThere();
    }

    @Test
    void aLedgerThatWasAlteredStaysWhereItIs() throws Exception {
        make(RECEIPTS);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE ledger_entries SET canonical = x'7b7d' WHERE idx = 1700");
        }
        moveFails("The receipts are not those that the ledger's head was signed for");
        nothingIsThere();
    }

    @Test
    void nothingMovesUnderAServiceThatRuns() throws Exception {
        make(10);
        try (Store running = new Store(SqliteDatabase.open(folder))) {
            moveFails("Another process uses the data folder");
            append(running, 1);
        }
        nothingIsThere();
    }

    @Test
    void aFolderWithoutAStoreGetsNone() throws Exception {
        moveFails("There is no store");
        assertThat(database()).doesNotExist();
        SqliteDatabase.open(folder).close();
        moveFails("no ledger yet");
    }
}
