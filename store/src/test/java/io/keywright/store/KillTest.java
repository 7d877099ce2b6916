package io.keywright.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.journal.StoreException;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.store.sqlite.SqliteDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at any moment loses nothing that it acknowledged. */
class KillTest {

    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    @TempDir
    Path temporary;

    @Test
    void everythingAcknowledgedIsThereAfterAKill() throws Exception {
        Random random = new Random(1);
        long size = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String acknowledged = lastLineBeforeKill(round, 30 + random.nextInt(120));
            long acknowledgedSize = Long.parseLong(acknowledged.substring(0, acknowledged.indexOf(' ')));
            assertThat(acknowledgedSize).isGreaterThan(size);
            try (Store store = new Store(SqliteDatabase.open(folder))) {
                MerkleTree tree = store.receipts().ledger(CommitLoop::restored);
                size = tree.size();
                assertThat(size).isGreaterThanOrEqualTo(acknowledgedSize);
                assertThat(store.receipts().entries(0, Integer.MAX_VALUE)).hasSize(Math.toIntExact(size));
                assertThat(store.receipts().entries(size - 1, 10)).hasSize(1);
                assertThat(store.usage().encryptions(CommitLoop.HOME, CommitLoop.KEY))
                        .isEqualTo(size);
            }
        }
        assertThat(size).isGreaterThan(ROUNDS * TileAddress.FULL_WIDTH);
        assertThat(temporary).as("what killed processes leave behind").isEmptyDirectory();
    }

    /** Kills in the middle of whatever the process does when it has acknowledged {@code commits}. */
    private String lastLineBeforeKill(int round, int commits) throws Exception {
        Process process = start(round);
        String last = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (int i = 0; i < commits; i++) {
                last = next(lines);
            }
            if (round == 0) {
                assertThatThrownBy(() -> SqliteDatabase.open(folder))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("process " + process.pid());
            }
            process.toHandle().destroyForcibly();
            for (String more = lines.readLine(); more != null && more.endsWith("="); more = lines.readLine()) {
                last = more;
            }
        }
        process.waitFor();
        return last;
    }

    private static String next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        assertThat(line).as("the process must go on until it is killed").matches("\\d+ [A-Za-z0-9+/]{43}=");
        return line;
    }

    private Process start(int round) throws IOException {
        return new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CommitLoop.class.getName(),
                        folder.toString(),
                        Integer.toString(round)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
