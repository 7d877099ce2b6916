package io.keywright.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyFileTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatAnEarlierServerLeftIsNotTakenForThisOnes() throws Exception {
        Path file = Files.writeString(folder.resolve("ready"), "https://localhost:1\n");
        CompletableFuture<String> url = new CompletableFuture<>();

        ReadyFile.at(file).whenWritten(url::complete);
        assertThat(file).doesNotExist();
        Files.writeString(file, "https://localhost:2\n");

        assertThat(url.get(5, TimeUnit.SECONDS)).isEqualTo("https://localhost:2");
    }

    @Test
    void anEmptyFileIsOneThatIsStillBeingWritten() throws Exception {
        Path file = folder.resolve("ready");
        CompletableFuture<String> url = new CompletableFuture<>();
        ReadyFile.at(file).whenWritten(url::complete);

        Files.createFile(file);
        Thread.sleep(100);
        assertThat(url).isNotDone();
        Files.writeString(file, "https://localhost:3");

        assertThat(url.get(5, TimeUnit.SECONDS)).isEqualTo("https://localhost:3");
    }

    @Test
    void aFolderThatIsNotThereIsToldBeforeTheServerStarts() {
        assertThatThrownBy(() -> ReadyFile.at(folder.resolve("missing/ready")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("--ready-file");
    }

    @Test
    void aFolderInItsPlaceIsToldBeforeTheServerStarts() throws IOException {
        Files.createDirectories(folder.resolve("ready/full"));

        assertThatThrownBy(() -> ReadyFile.at(folder.resolve("ready")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("--ready-file");
    }
}
