package io.keywright.archive.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.SegmentArchive;
import io.keywright.testkit.archive.ArchiveContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderArchiveTest implements ArchiveContract {

    @TempDir
    Path folder;

    @Override
    public SegmentArchive archive() {
        return new FolderArchive(folder.resolve("archive"));
    }

    @Test
    void filesAreReadOnlyAndNoDraftStays() throws Exception {
        archive().check();
        archive().writeOnce("tile/0/000", new byte[] {1});

        Path tile = folder.resolve("archive/tile/0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tile.resolve("000"))))
                .isEqualTo("r--r--r--");
        try (var files = Files.list(tile)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatACrashLeftHalfWrittenIsNotTaken() throws Exception {
        archive().check();
        Files.createDirectories(folder.resolve("archive/tile/0"));
        Files.write(folder.resolve("archive/tile/0/000.x.part"), new byte[] {9});

        assertThat(archive().read("tile/0/000")).isEmpty();
        archive().writeOnce("tile/0/000", new byte[] {1});
        assertThat(archive().read("tile/0/000")).hasValue(new byte[] {1});
    }

    @Test
    void aFolderThatIsGoneIsAnotherThingThanAFileThatIsNotThere() {
        assertThatThrownBy(() -> archive().read("tile/0/000"))
                .isInstanceOfSatisfying(
                        ArchiveException.class,
                        gone -> assertThat(gone.conflict()).isFalse())
                .hasMessageContaining("mounted");
    }
}
