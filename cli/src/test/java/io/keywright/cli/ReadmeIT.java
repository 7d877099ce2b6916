package io.keywright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says to paste does what it says. */
class ReadmeIT {

    private static final Path HOME =
            Path.of("").toAbsolutePath().resolveSibling(".").normalize();
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsTheServer() {
        Started.assumeBuilt();
    }

    @Test
    void itsLinesWorkHoweverOftenTheyArePasted() throws Exception {
        Path ready = folder.resolve("ready");
        String data = folder.resolve(".keywright").toString();
        try (Started server =
                Started.keywright(folder, "", "dev", "--port", "0", "--data", data, "--ready-file", ready.toString())) {
            server.awaitOutput("Ctrl-C stops it");
            String lines = lines().replace(
                            "https://localhost:8443", Files.readString(ready).strip())
                    .replace("bin/keywright", "'" + HOME.resolve("bin/keywright") + "'");

            assertThatAllIsWell(lines);
            Thread.sleep(1_100); // the aliases of the same second are the same
            assertThatAllIsWell(lines);
        }
    }

    private static String lines() throws IOException {
        return BLOCK.matcher(Files.readString(HOME.resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("kms "))
                .collect(Collectors.joining());
    }

    /** The last line verifies a receipt; its exit code says how that went. */
    private void assertThatAllIsWell(String lines) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", lines)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output)
                .contains("\"key_alias\":\"release-", "\"signature\":\"", "\"ciphertext\":\"", "\"new_key_id\":\"")
                .doesNotContain("\"retryable\":");
        assertThat(shell.waitFor()).as(output).isZero();
    }
}
