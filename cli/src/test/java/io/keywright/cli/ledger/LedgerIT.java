package io.keywright.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.Keywright;
import io.keywright.cli.Started;
import io.keywright.cli.installation.Installation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands beside a development server that runs. */
class LedgerIT {

    @TempDir
    private Path folder = Path.of("");

    private String run(int exitCode, String... arguments) {
        CapturedTerminal screen = new CapturedTerminal();
        int ended = Keywright.commandLine(screen.terminal(), new Installation(Path.of("/nowhere")))
                .execute(arguments);
        assertThat(ended).as(screen.output() + screen.errors()).isEqualTo(exitCode);
        return screen.output();
    }

    @Test
    void aRunningServiceIsFollowedAndItsStoreIsCheckedBesideIt() throws Exception {
        Started.assumeBuilt();
        String data = folder.resolve("data").toString();
        try (Started server = Started.keywright(folder, "", "dev", "--port", "0", "--data", data)) {
            server.awaitOutput("Ctrl-C stops it");
            for (int i = 0; i < 5; i++) {
                run(1, "policy", "get", "alias/nobody", "--data", data);
            }

            List<String> lines =
                    run(0, "ledger", "tail", "-n", "3", "--data", data).lines().toList();
            assertThat(lines).hasSize(3).allMatch(line -> line.contains("policy_read"));
            assertThat(run(0, "ledger", "tail", "--json", "-n", "1", "--data", data))
                    .contains("\"operation\":\"policy_read\"");
            assertThat(run(0, "ledger", "verify", "--data", data)).contains("✓ Sound: ");
            assertThat(run(0, "ledger", "stats", "--data", data)).contains("policy_read");
            assertThat(run(0, "ledger", "tail", "--store", data, "-n", "2").lines())
                    .hasSize(2);
        }
    }
}
