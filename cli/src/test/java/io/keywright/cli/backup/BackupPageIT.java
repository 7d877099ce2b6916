package io.keywright.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Pasted;
import io.keywright.cli.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about backups, after the one about production: a node is killed and removed, and another goes on with its ledger. */
class BackupPageIT {

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

    private static String lines() throws IOException {
        List<String> production = Pasted.blocks("docs/production.md");
        List<String> backup = Pasted.blocks("docs/backup.md");
        List<String> all = new ArrayList<>(production.subList(0, CONFIGURED));
        all.add(backup.getFirst());
        all.addAll(production.subList(CONFIGURED, RUNNING));
        all.addAll(backup.subList(1, backup.size()));
        return STOP_AT_THE_END + String.join("\n", all).replaceAll("http.port=844[34]", "http.port=0");
    }

    @Test
    void itsLinesLeadFromANodeThatIsLostToAnotherThatGoesOnWithItsLedger() throws Exception {
        String output = Pasted.in(folder)
                .with(Pasted.HOME.resolve("ledger/src/test/interop"))
                .run(lines());

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
