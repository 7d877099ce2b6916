package io.keywright.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Started;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about backups, after the one about production: a node is killed and removed, and another goes on with its ledger. */
class BackupPageIT {

    private static final Path HOME =
            Path.of("").toAbsolutePath().resolveSibling(".").normalize();
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String STOP_AT_THE_END = "trap 'kill $!; wait' EXIT\n";

    /** The blocks of the production page before its start, and those from there to the first signature. */
    private static final int CONFIGURED = 3;

    private static final int RUNNING = 5;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsTheServer() {
        Started.assumeBuilt();
    }

    private static List<String> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(HOME.resolve("docs").resolve(page)))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private static String lines() throws IOException {
        List<String> production = blocks("production.md");
        List<String> backup = blocks("backup.md");
        List<String> all = new ArrayList<>(production.subList(0, CONFIGURED));
        all.add(backup.getFirst());
        all.addAll(production.subList(CONFIGURED, RUNNING));
        all.addAll(backup.subList(1, backup.size()));
        return STOP_AT_THE_END + String.join("\n", all).replaceAll("http.port=844[34]", "http.port=0");
    }

    @Test
    void itsLinesLeadFromANodeThatIsLostToAnotherThatGoesOnWithItsLedger() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", lines())
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        String path = HOME.resolve("bin") + ":" + HOME.resolve("ledger/src/test/interop") + ":";
        builder.environment().merge("PATH", path, (before, more) -> more + before);
        Started.configure(builder, "");
        Process shell = builder.start();
        String output = new String(shell.getInputStream().readAllBytes(), UTF_8);

        assertThat(shell.waitFor()).as(output + log("keywright") + log("other")).isZero();
        assertThat(output)
                .containsPattern("every +PT1M")
                .contains("at most what was done in PT1M", "The backup can be restored")
                .contains("has seen no more than the backup has", "No receipt is known to be lost")
                .contains("right: ")
                .containsPattern("(?s)\"signature\":\".*Restored into .*\"signature\":\"");
        assertThat(log("other"))
                .contains("event=backup_restored")
                .doesNotContain(
                        Files.readString(folder.resolve("custodian/passphrase")).strip());
    }

    private String log(String node) throws IOException {
        Path log = folder.resolve(node).resolve("server.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
