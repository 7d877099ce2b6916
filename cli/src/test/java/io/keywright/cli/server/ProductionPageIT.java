package io.keywright.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Started;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that leads from an empty machine to the first key does, and a file that cannot be meant is refused. */
class ProductionPageIT {

    private static final Path HOME =
            Path.of("").toAbsolutePath().resolveSibling(".").normalize();
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String STOP_AT_THE_END = "trap 'kill $!; wait' EXIT\n";

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsTheServer() {
        Started.assumeBuilt();
    }

    private static String blocks() throws IOException {
        return BLOCK.matcher(Files.readString(HOME.resolve("docs/production.md")))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void itsLinesLeadFromAnEmptyFolderToASignature() throws Exception {
        String lines = STOP_AT_THE_END + blocks().replace("http.port=8443", "http.port=0");
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", lines)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        builder.environment().merge("PATH", HOME.resolve("bin") + ":", (path, bin) -> bin + path);

        Started.configure(builder, "");

        Process shell = builder.start();
        String output = new String(shell.getInputStream().readAllBytes(), UTF_8);

        assertThat(shell.waitFor()).as(output + log()).isZero();
        assertThat(output)
                .containsPattern("roles +key-admin")
                .contains("\"key_alias\":\"release\"", "✓ ", "wrapped anew")
                .containsPattern("(?s)\"signature\":\".*old root.*\"signature\":\"");
        assertThat(folder.resolve("keywright/data/root.key.salt")).exists();
        assertThat(folder.resolve("keywright/data/root.key")).doesNotExist();
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
