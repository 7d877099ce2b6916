package io.keywright.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("keywright.properties"), text);
    }

    @Test
    void acceptsPropertiesCommentsAndLinesThatGoOn() throws IOException {
        Path file = file("""
                # a comment without equals
                ! another

                keywright.data = /var/lib/keywright
                keywright.access.key-user=spiffe://a/b,\\
                  spiffe://a/c
                quarkus.log.level=INFO
                """);

        assertThat(ConfigurationFile.check(file).path()).isAbsolute();
    }

    @ParameterizedTest
    @CsvSource({
        "keywright.data, line 2 of, has no =",
        "keywrigth.data=/x, line 2 of, is about 'keywrigth.data'",
        "data=/x, line 2 of, is about 'data'"
    })
    void namesTheLineThatTheServerWouldPassOver(String line, String where, String why) throws IOException {
        Path file = file("keywright.profile=production\n" + line + "\n");

        assertThatThrownBy(() -> ConfigurationFile.check(file))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining(where)
                .hasMessageContaining(why);
    }

    @Test
    void refusesAMarkThatWouldHideTheFirstProperty() throws IOException {
        Path file = file("\uFEFFkeywright.data=/x\n");

        assertThatThrownBy(() -> ConfigurationFile.check(file)).hasMessageContaining("byte-order mark");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> ConfigurationFile.check(folder.resolve("nothing")))
                .hasMessageContaining("--config", "there is no");
    }
}
