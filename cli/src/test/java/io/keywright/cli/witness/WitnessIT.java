package io.keywright.cli.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Started;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness as a process, which must not forget even if it is killed. */
class WitnessIT {

    private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");

    @TempDir
    private Path folder = Path.of("");

    private final SmallLog log = new SmallLog();

    @BeforeAll
    static void built() {
        Started.assumeBuilt();
    }

    private Started start() throws IOException, InterruptedException {
        Started started = Started.keywright(
                folder,
                "",
                "witness",
                "--name=witness.example/w",
                "--log=" + log.key(),
                "--data=" + folder.resolve("witness"),
                "--port=0");
        started.awaitOutput("witness.vkey");
        return started;
    }

    private static WitnessClient client(Started started) throws IOException {
        Matcher address = ADDRESS.matcher(started.output());
        assertThat(address.find()).isTrue();
        return new WitnessClient(Integer.parseInt(address.group(1)));
    }

    @Test
    void itRemembersWhatItCosignedBeforeItWasKilled() throws IOException, InterruptedException {
        try (Started first = start()) {
            assertThat(client(first).add(log.request(0, 5)).statusCode()).isEqualTo(200);
            first.signal("KILL");
            first.exitCode();
        }
        try (Started second = start()) {
            assertThat(client(second).add(log.request(0, 4)).statusCode()).isEqualTo(409);
            assertThat(client(second).add(log.request(5, 6)).statusCode()).isEqualTo(200);
        }
    }
}
