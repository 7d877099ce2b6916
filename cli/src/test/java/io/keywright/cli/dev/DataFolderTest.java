package io.keywright.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isMadeWhereItIsMissing() throws IOException {
        try (DataFolder data = DataFolder.open(folder.resolve("a/b"))) {
            assertThat(data.file("x").getParent())
                    .isEqualTo(folder.resolve("a/b"))
                    .isDirectory();
        }
    }

    @Test
    void belongsToOneAtATime() throws IOException {
        try (DataFolder held = DataFolder.open(folder)) {
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use")
                    .hasMessageContaining("--data");
            assertThat(held.file("keywright.lock")).exists();
        }
        DataFolder.open(folder).close();
    }

    @Test
    void cannotBeAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining(file + " is a file");
    }
}
