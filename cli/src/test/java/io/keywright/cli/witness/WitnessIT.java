package io.keywright.cli.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Started;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness as a process, which must not forget even if it is killed. */
class WitnessIT {

    @TempDir
    private Path folder = Path.of("");

    private final SmallLog log = new SmallLog();

    @BeforeAll
    static void built() {
        Started.assumeBuilt();
    }

    private static WitnessClient client(Started started) throws IOException {
        return new WitnessClient(RunningWitness.url(started), HttpClient.newHttpClient());
    }

    @Test
    void itRemembersWhatItCosignedBeforeItWasKilled() throws IOException, InterruptedException {
        try (Started first = RunningWitness.start(folder, log.key())) {
            assertThat(client(first).add(log.request(0, 5)).statusCode()).isEqualTo(200);
            first.signal("KILL");
            first.exitCode();
        }
        try (Started second = RunningWitness.start(folder, log.key())) {
            assertThat(client(second).add(log.request(0, 4)).statusCode()).isEqualTo(409);
            assertThat(client(second).add(log.request(5, 6)).statusCode()).isEqualTo(200);
        }
    }
}
