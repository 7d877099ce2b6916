package io.keywright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the pages say to paste does what they say, in a fresh folder with a development server. Blocks of {@code sh} are run,
 * those of {@code console} are shown only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsIT {

    /** In the place of a name that leads nowhere; nothing that the pages do is posted to it. */
    private static final String PUBLIC_ADDRESS = "1.1.1.1";

    @TempDir
    private static Path folder = Path.of("");

    private List<Started> servers = List.of();
    private String url = "";

    @BeforeAll
    void serve() throws Exception {
        Started.assumeBuilt();
        Path data = folder.resolve(".keywright");
        Started server = Started.keywright(folder, "", "dev", "--port", "0", "--data", data.toString());
        servers = List.of(server);
        server.awaitOutput("Ctrl-C stops it");
        url = Files.readString(data.resolve("ready")).strip();
        Path bin = Files.createDirectories(folder.resolve(".keywright/bin"));
        Files.createSymbolicLink(bin.resolve("verify.py"), Pasted.HOME.resolve("ledger/src/test/interop/verify.py"));
    }

    @AfterAll
    void stop() {
        servers.forEach(Started::close);
    }

    private static String blocks(String page) throws IOException {
        return Pasted.blocks(page).stream()
                .filter(block -> !block.contains("make run "))
                .filter(block -> !block.contains("keywright demo"))
                .collect(Collectors.joining());
    }

    private String paste(String lines) throws IOException, InterruptedException {
        return Pasted.in(folder)
                .with(folder.resolve(".keywright/bin"))
                .run(lines.replace("https://localhost:8443", url)
                        .replace("bin/keywright", "keywright")
                        .replace("hooks.example.com", PUBLIC_ADDRESS));
    }

    @Test
    void theReadmesLinesWorkHoweverOftenTheyArePasted() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(paste(blocks("README.md")))
                    .contains("\"key_alias\":\"release-", "\"signature\":\"", "\"ciphertext\":\"", "\"new_key_id\":\"")
                    .contains("✓ Signed by the ledger's key.")
                    .doesNotContain("\"retryable\":");
            Thread.sleep(1_100); // the aliases of the same second are the same
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docs/command.md | tenant | ✓ The signature is right: ES256 | through a pipe",
                "docs/lifecycle.md | \"key_state\":\"archived\" | The root has version 2 now | \"total_uses\":1",
                "docs/data-keys.md | what nobody else should read | \"derived\":\" | both have the same",
                "docs/batches.md | \"signature\":\" | \"items\":[{\" | ✓ Item 1 of the batch is what it says.",
                "docs/ledger.md | ✓ Signed by the ledger's key. | right: receipt | begin with the",
                "docs/events.md | event: key_generated | \"event_types\":[\"key_revoked\"] | \"next_index\":0",
                "docs/evidence.md | ✓ Each file is, byte for byte | right: | receipts of demo",
                "docs/setup/KMS_TROUBLESHOOTING.md | \"breaker\":\"closed\" | \"name\":\"retrieve_cached\" | \"by_provider\":{",
                "docs/security/access.md | \"reason\":\"approval_required\" | granted by | \"reason\":\"daily_usage\""
            })
    void aPagesLinesDoWhatItSays(String page, String one, String another, String last) throws Exception {
        String output = paste(blocks(page));

        assertThat(output).contains(one, another, last).doesNotContain("INVALID_REQUEST", "No such file");
        assertThatNothingLiesBesideWhatIsIgnored();
    }

    /** Keys that a page makes must not lie where they could be committed. */
    private static void assertThatNothingLiesBesideWhatIsIgnored() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.contains("key") || name.contains("pem") || name.contains("ca"))
                    .allMatch(name -> name.equals(".keywright") || name.endsWith(".log") || name.equals("vertx-cache"));
        }
        assertThat(Files.readString(Pasted.HOME.resolve(".gitignore"))).contains(".keywright/");
    }
}
