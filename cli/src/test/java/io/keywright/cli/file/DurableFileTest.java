package io.keywright.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written whole or not at all leaves nothing else behind. */
class DurableFileTest {

    @TempDir
    private Path folder = Path.of("");

    /** What tries again for ever would otherwise fill the disk. */
    @Test
    void leavesNoDraftsWhereItCannotWrite() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken/inside")).resolveSibling("");

        assertThatThrownBy(() -> DurableFile.write(taken, new byte[1])).isInstanceOf(IOException.class);
        assertThat(folder).isDirectoryNotContaining("glob:**draft*");
    }
}
