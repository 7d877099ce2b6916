package io.keywright.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.Keywright;
import io.keywright.cli.installation.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands on data folders that the journal wrote, whole and damaged. */
class LedgerCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private CapturedTerminal run(int exitCode, String... arguments) {
        CapturedTerminal screen = new CapturedTerminal();
        int ended = Keywright.run(screen.terminal(), new Installation(folder), arguments);
        assertThat(ended).as(screen.output() + screen.errors()).isEqualTo(exitCode);
        return screen;
    }

    private CapturedTerminal verify(int exitCode) {
        return run(exitCode, "ledger", "verify", "--data", folder.toString());
    }

    private void write(int receipts) throws Exception {
        new SignedStore(folder).append(receipts).close();
    }

    private int damage(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    @Test
    void aLedgerAsTheJournalWritesItIsSound() throws Exception {
        write(700);

        assertThat(verify(3).output())
                .contains("✓ Sound: 700 receipts", "ledger.test+")
                .startsWith("! Not proved: whose ledger this is.");
    }

    @Test
    void programsGetOneObject() throws Exception {
        write(3);

        assertThat(run(3, "ledger", "verify", "--data", folder.toString(), "-o", "json")
                        .output())
                .startsWith("{\"findings\":[],\"key\":\"ledger.test+")
                .endsWith("\"size\":3,\"sound\":true}\n");
    }

    @Test
    void anEmptyLedgerIsSound() throws Exception {
        write(0);

        assertThat(verify(3).output()).contains("✓ Sound: 0 receipts");
    }

    @Test
    void aStoreInUseIsCheckedBesideItsServiceAndNothingIsWrittenToIt() throws Exception {
        try (SignedStore store = new SignedStore(folder).append(300)) {
            String key = store.key();
            assertThat(run(0, "ledger", "verify", "--data", folder.toString(), "--key", key, "--jobs", "3")
                            .output())
                    .contains("Sound: 300 receipts")
                    .doesNotContain("beside it", "Not proved");
            store.append(10);
            assertThat(verify(3).output()).contains("Sound: 310 receipts");
        }
    }

    @Test
    void anotherKeyThanTheLedgersIsNoticed() throws Exception {
        write(5);
        String other;
        try (SignedStore store = new SignedStore(Files.createDirectory(folder.resolve("other")))) {
            other = store.key();
        }

        assertThat(run(1, "ledger", "verify", "--data", folder.toString(), "--key", other)
                        .output())
                .contains("CHECKPOINT_WRONG the checkpoint is not signed by the ledger's key.");
    }

    @Test
    void anAlteredTileIsNamed() throws Exception {
        write(600);
        assertThat(damage("UPDATE ledger_tiles SET hashes = CAST(substr(hashes, 1, 32) || zeroblob(32) ||"
                        + " substr(hashes, 65) AS BLOB) WHERE level = 0 AND idx = 1"))
                .isEqualTo(1);

        assertThat(verify(1).output())
                .contains("TILE_WRONG receipt 257 has another hash than tile/0/001 says.", "✗ Not sound: 1 faults");
    }

    @Test
    void anAlteredTileOfAnUpperLevelIsNamed() throws Exception {
        write(600);
        assertThat(damage("UPDATE ledger_tiles SET hashes = zeroblob(64) WHERE level = 1"))
                .isEqualTo(1);

        assertThat(verify(1).output()).contains("TILE_WRONG tile/1/000.p/2 is not what the receipts make it.");
    }

    @Test
    void aMissingTileIsNamed() throws Exception {
        write(600);
        assertThat(damage("DELETE FROM ledger_tiles WHERE level = 1")).isEqualTo(1);

        assertThat(verify(1).output()).contains("TILE_MISSING tile/1/000.p/2 is not there.");
    }

    @Test
    void anotherHeadIsNoticed() throws Exception {
        write(40);
        assertThat(damage("UPDATE ledger_head SET checkpoint = replace(checkpoint, '40', '39'), size = 39"))
                .isEqualTo(1);

        assertThat(verify(1).output()).contains("CHECKPOINT_WRONG");
    }

    @Test
    void aReceiptThatNoListingFindsIsNamed() throws Exception {
        write(300);
        assertThat(damage("DELETE FROM ledger_key_spans WHERE tenant = 2")).isPositive();

        assertThat(verify(1).output()).contains("INDEX_WRONG receipt ", " is not found by listing.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE key_lines SET max_usage_per_day = max_usage_per_day + 1 WHERE alias = 'kept' | key_line | is not as receipt 0 left it
            UPDATE keys SET key_state = 'active' WHERE key_state = 'archived' | key | is not as receipt 2 left it
            DELETE FROM keys WHERE key_state = 'archived' | key | is not there, though receipt 2 left it
            """)
    void aRowThatIsNotAsTheLedgerSaysIsNamed(String sql, String kind, String what) throws Exception {
        new SignedStore(folder).change().close();
        assertThat(verify(3).output()).contains("Sound: 3 receipts");
        assertThat(damage(sql)).isEqualTo(1);

        assertThat(verify(1).output()).contains("ROW_WRONG row " + kind + " ", what, "Not sound");
    }

    @Test
    void aFolderWithoutStoreCannotBeChecked() {
        assertThat(verify(2).errors()).contains("There is no database");
        assertThat(folder).isEmptyDirectory();
        run(2, "ledger", "verify");
        run(2, "ledger", "verify", "--data", folder.toString(), "--jobs", "0");
    }

    @Test
    void statsCountWhatThereIs() throws Exception {
        write(300);

        assertThat(run(0, "ledger", "stats", "--data", folder.toString()).output())
                .contains("receipts     300, of 300 in the checkpoint", "oldest       2026-01-02T03:04:05.678Z")
                .contains("newest       2026-01-02T03:09:04.678Z", "         100  tenant-2", "         300  2026-01-02")
                .contains("signature_created", "decrypt");
    }

    @Test
    void tailShowsTheLatestOfAStore() throws Exception {
        write(300);

        List<String> lines = run(0, "ledger", "tail", "--store", folder.toString(), "-n", "3")
                .output()
                .lines()
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getLast()).contains("       299  2026-01-02T03:09:04.678Z  tenant-2/prod/tenant  billing");
        assertThat(run(0, "ledger", "tail", "--store", folder.toString(), "--from", "250", "-o", "json")
                        .output()
                        .lines())
                .hasSize(50)
                .allMatch(line -> line.startsWith("{\"environment\""));
        run(2, "ledger", "tail", "--from", "3");
    }
}
