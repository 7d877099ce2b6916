package io.keywright.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Pasted;
import io.keywright.cli.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that leads from an empty machine to the first key does, and a file that cannot be meant is refused. */
class ProductionPageIT {

    private static final String STOP_AT_THE_END = "trap 'kill $!; wait' EXIT\n";

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsTheServer() {
        Started.assumeBuilt();
    }

    @Test
    void itsLinesLeadFromAnEmptyFolderToASignature() throws Exception {
        String blocks = String.join("\n", Pasted.blocks("docs/production.md"));
        String output = Pasted.in(folder).run(STOP_AT_THE_END + blocks.replace("http.port=8443", "http.port=0"));

        assertThat(output)
                .containsPattern("roles +key-admin")
                .contains("\"key_alias\":\"release\"", "✓ ", "wrapped anew")
                .containsPattern("(?s)\"signature\":\".*old root.*\"signature\":\"");
        assertThat(folder.resolve("keywright/data/root.key.salt")).exists();
        assertThat(folder.resolve("keywright/data/root.key")).doesNotExist();
        assertThat(folder.resolve("keywright/ready")).doesNotExist();
        assertThat(log())
                .doesNotContain(
                        Files.readString(folder.resolve("keywright/passphrase")).strip());
    }

    private String log() throws IOException {
        Path log = folder.resolve("keywright/server.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Test
    void aFaultOfTheConfigurationIsNamedAndNothingStarts() throws Exception {
        Path config = Files.writeString(
                folder.resolve("keywright.properties"), "keywright.data=" + folder + "/data\nkeywright.nonsense=1\n");

        try (Started server = Started.keywright(folder, "", "serve", "--config", config.toString())) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .contains("keywright.nonsense", "keywright.providers.local.allow-file-in-production");
        }
    }
}
