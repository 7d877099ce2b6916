package io.keywright.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.journal.StoreException;
import io.keywright.store.schema.SchemaSteps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only our own database, in good order and not in use, is opened; everything else is left as it is. */
class OpeningTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("keywright.db");
    }

    private void refuses(String... said) {
        assertThatThrownBy(() -> SqliteDatabase.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(said);
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void makesFolderAndFilesThatOnlyTheirOwnerCanRead() throws Exception {
        folder = folder.resolve("deep").resolve("down");
        try (SqliteDatabase database = SqliteDatabase.open(folder);
                Connection writer = database.connectWriter();
                Stream<Path> files = Files.list(folder)) {
            assertThat(writer.isValid(1)).isTrue();
            assertThat(files.filter(path -> path.getFileName().toString().startsWith("keywright.db")))
                    .hasSize(3)
                    .allSatisfy(path -> assertThat(Files.getPosixFilePermissions(path))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void isDurableAndErasesWhatIsDeletedAndChecksReferences() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(folder);
                Connection writer = database.connectWriter()) {
            assertThat(pragma(writer, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(writer, "synchronous")).isEqualTo("2");
            assertThat(pragma(writer, "secure_delete")).isEqualTo("1");
            assertThat(pragma(writer, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(writer, "busy_timeout")).isEqualTo("5000");
        }
    }

    private static String pragma(Connection connection, String name) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("PRAGMA " + name)) {
            return value.getString(1);
        }
    }

    @Test
    void aLogWithoutItsDatabaseIsNotWrittenIntoAnother() throws Exception {
        Path log = Files.writeString(folder.resolve("keywright.db-wal"), "receipts");
        refuses(file().toString(), "missing", "its log is there");
        assertThat(file()).doesNotExist();
        assertThat(log).hasContent("receipts");
    }

    @Test
    void aLogIsKeptIfItsDatabaseIsNotThereAtTheEnd() throws Exception {
        SqliteDatabase database = SqliteDatabase.open(folder);
        Files.move(file(), folder.resolve("away.db"));
        assertThatThrownBy(database::close)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("removed or replaced");
        assertThat(folder.resolve("keywright.db-wal")).isNotEmptyFile();

        Files.move(folder.resolve("away.db"), file());
        SqliteDatabase.open(folder).close();
    }

    @Test
    void aReadConnectionCannotWrite() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(folder);
                Connection reader = database.connectReader();
                Statement statement = reader.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO tenants (tenant_id) VALUES ('x')"))
                    .hasMessageContaining("readonly");
        }
    }

    @Test
    void twoProcessesCannotHaveTheSameFolder() throws Exception {
        SqliteDatabase first = SqliteDatabase.open(folder);
        refuses(
                "Another process",
                folder.toString(),
                Long.toString(ProcessHandle.current().pid()));
        first.close();
        SqliteDatabase.open(folder).close();
    }

    @Test
    void aFolderThatWasRefusedCanBeOpenedOnceItIsInOrder() throws Exception {
        Files.writeString(file(), "not a database, but some text ".repeat(100));
        refuses(file().toString());
        Files.delete(file());
        SqliteDatabase.open(folder).close();
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
        String text = "not a database, but some text ".repeat(100);
        Files.writeString(file(), text);
        refuses(file().toString(), "not a SQLite database", "backup");
        assertThat(file()).hasContent(text);
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws Exception {
        execute("CREATE TABLE songs (title TEXT)");
        byte[] before = Files.readAllBytes(file());
        refuses(file().toString(), "not a Keywright database");
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void aDatabaseOfANewerVersionIsRefusedAndLeftAlone() throws Exception {
        SqliteDatabase.open(folder).close();
        execute("PRAGMA user_version = 99");
        byte[] before = Files.readAllBytes(file());
        refuses(file().toString(), "newer Keywright", "99");
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void aFolderInPlaceOfTheFileIsRefused() throws Exception {
        Files.createDirectories(file());
        refuses(file().toString(), "cannot be opened");
    }

    @Test
    void aDataFolderThatCannotBeMadeIsRefused() throws Exception {
        Files.writeString(folder.resolve("file"), "in the way");
        folder = folder.resolve("file").resolve("data");
        refuses(folder.toString(), "data folder");
    }

    @Test
    void aMigrationThatFailsLeavesTheSchemaAsItWas() throws Exception {
        SqliteDatabase.open(folder).close();
        List<String> steps = new ArrayList<>(SchemaSteps.ALL);
        steps.add("/broken.sql");
        Migrations broken = new Migrations(new DatabaseFile(file()), steps);
        try (Connection connection = new Connections(file()).writer()) {
            assertThatThrownBy(() -> broken.run(connection)).hasMessageContaining("syntax error");
        }
        try (SqliteDatabase database = SqliteDatabase.open(folder);
                Connection reader = database.connectReader()) {
            assertThat(pragma(reader, "user_version")).isEqualTo(Integer.toString(SchemaSteps.VERSION));
            assertThat(pragma(reader, "table_list('half_done')")).isNull();
        }
    }
}
