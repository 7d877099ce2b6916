package io.keywright.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/data/plain", "/with space", "/it's", "/$HOME", "/`id`", "/\"quoted\"", "/a;b", "/*", "/ü"})
    void aShellReadsThePathThatWasMeant(String path) throws Exception {
        Process shell =
                new ProcessBuilder("sh", "-c", "printf %s " + Shell.word(Path.of(path), Path.of("/elsewhere"))).start();

        assertThat(shell.getInputStream().readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(path);
    }

    @Test
    void aPathBelowTheCurrentFolderIsShownRelativeToIt() {
        assertThat(Shell.word(Path.of("/home/data/x"), Path.of("/home"))).isEqualTo("data/x");
        assertThat(Shell.word(Path.of("/home"), Path.of("/home"))).isEqualTo(".");
    }
}
