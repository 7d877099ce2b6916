package io.keywright.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.store.sqlite.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data folder is its owner's alone, whatever it was before. */
class DataFolderTest {

    @TempDir
    Path folder;

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void allow(Path path, String permissions) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void aFolderThatIsMadeIsItsOwnersAlone() throws Exception {
        Path data = folder.resolve("new");
        new Store(SqliteDatabase.open(data)).close();
        assertThat(permissions(data)).isEqualTo("rwx------");
    }

    @Test
    void aCopyThatAllMayReadIsMendedAtTheNextStart() throws Exception {
        Path data = folder.resolve("copy");
        new Store(SqliteDatabase.open(data)).close();
        Files.writeString(data.resolve("root.key.salt"), "salt");
        allow(data, "rwxrwxrwx");
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                allow(file, "rw-rw-rw-");
            }
        }
        try (Store store = new Store(SqliteDatabase.open(data));
                Stream<Path> files = Files.list(data)) {
            assertThat(store).isNotNull();
            assertThat(permissions(data)).isEqualTo("rwx------");
            List<Path> regular = files.filter(Files::isRegularFile).toList();
            assertThat(regular).isNotEmpty();
            for (Path file : regular) {
                assertThat(permissions(file)).as(file.toString()).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aFolderThatHoldsSomethingElseKeepsItsPermissions() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Path other = Files.writeString(shared.resolve("other.txt"), "another's");
        allow(other, "rw-rw-rw-");
        allow(shared, "rwxrwxrwx");
        new Store(SqliteDatabase.open(shared)).close();
        assertThat(permissions(shared)).isEqualTo("rwxrwxrwx");
        assertThat(permissions(other)).isEqualTo("rw-rw-rw-");
    }

    @Test
    void whatOnlyItsOwnerMayReadStaysReadOnly() throws Exception {
        Path data = Files.createDirectory(folder.resolve("kept"));
        Path key = Files.writeString(data.resolve("root.key"), "key");
        allow(key, "r--------");
        new Store(SqliteDatabase.open(data)).close();
        assertThat(permissions(key)).isEqualTo("r--------");
    }
}
