package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Launch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server does not start on a database that is not whole, not its own or not writable, and does it no harm. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseAtStartIT {

    private static final Identity TENANT = Identity.of("acme");
    /** More than fill a tile of the ledger. */
    private static final int RECEIPTS = 270;

    private static final int PAGE_BYTES = 4096;
    private static final String NEW_COSIGNER = "keywright.ledger.new-cosigner";
    private static final String COSIGNER = "SELECT verifier_key FROM ledger_cosigner_key";

    private final Installation server = Installation.prepare(Map.of());
    private final DatabaseFile database = DatabaseFile.of(server);
    private LeftInOrder left;

    @BeforeAll
    void useTheServerAndStopIt() {
        left = LeftInOrder.by(server, server.launch(), TENANT, RECEIPTS);
    }

    @AfterEach
    void takeTheCauseAway() throws IOException {
        left.restore();
    }

    @AfterAll
    void theSameDataFolderStartsOnceTheCauseIsGone() throws IOException {
        left.startsAgain();
    }

    /** Most is found when the store is opened, which needs no process; that a server ends of it is shown by some. */
    private void refuses(String... said) {
        RefusedStart.byOpening(server.launch(), said);
    }

    private void endsOf(String... said) throws IOException {
        RefusedStart.of(server.launch(), said);
    }

    private Path file() {
        return server.database();
    }

    @Test
    void anUnwritableDatabase() throws IOException {
        permissions(file(), "r--------");
        try {
            RefusedStart.of(Bound.by(server.launch()), file().toString(), "read-only", "writable");
        } finally {
            permissions(file(), "rw-------");
        }
    }

    @Test
    void anUnwritableFolder() throws IOException {
        permissions(server.data(), "r-x------");
        try {
            RefusedStart.of(Bound.by(server.launch()), server.data().toString(), "writable");
        } finally {
            permissions(server.data(), "rwx------");
        }
    }

    private static void permissions(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void aFileThatIsNoDatabase() throws IOException {
        Files.writeString(file(), "The quick brown fox jumps over the lazy dog. ".repeat(1000));
        refuses(file().toString(), "not a SQLite database", "backup");
    }

    @Test
    void aDatabaseOfAnotherProgram() throws IOException {
        Files.delete(file());
        database.execute("CREATE TABLE songs (title TEXT)");
        refuses(file().toString(), "not a Keywright database", "another data folder");
    }

    @Test
    void aDatabaseOfANewerVersion() throws IOException {
        database.execute("PRAGMA user_version = 99");
        endsOf(file().toString(), "newer Keywright", "99");
    }

    @Test
    void aDamagedPage() throws IOException {
        long page =
                ((Number) database.value("SELECT rootpage FROM sqlite_schema WHERE name = 'ledger_head'")).longValue();
        try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
            raw.seek((page - 1) * PAGE_BYTES);
            raw.write(new byte[PAGE_BYTES]);
        }
        refuses(file().toString(), "damaged", "backup");
    }

    @Test
    void aTruncatedFile() throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
            raw.setLength(raw.length() / PAGE_BYTES / 2 * PAGE_BYTES);
        }
        refuses(file().toString(), "damaged", "backup");
    }

    @Test
    void anAlteredHead() throws IOException {
        database.change(
                1, "UPDATE ledger_head SET checkpoint = replace(checkpoint, substr(checkpoint, -20, 4), 'AAAA')");
        endsOf("ledger", "altered", "backup");
    }

    @Test
    void aHeadOfAnotherSize() throws IOException {
        database.change(1, "UPDATE ledger_head SET size = size - 1");
        refuses("ledger", "altered", "backup");
    }

    @Test
    void aHeadThatIsGone() throws IOException {
        database.change(1, "DELETE FROM ledger_head");
        refuses("ledger", "backup");
    }

    @Test
    void anAlteredReceipt() throws IOException {
        database.change(
                1,
                "UPDATE ledger_entries SET canonical = CAST(replace(CAST(canonical AS TEXT), 'M21', 'M22') AS BLOB)"
                        + " WHERE idx = ?",
                RECEIPTS - 5);
        refuses("ledger", "altered", "backup");
    }

    @Test
    void aDeletedReceipt() throws IOException {
        database.change(1, "DELETE FROM ledger_entries WHERE idx = ?", RECEIPTS - 5);
        refuses("ledger", "damaged", "backup");
    }

    @Test
    void anAlteredTile() throws IOException {
        byte[] hashes = (byte[]) database.value("SELECT hashes FROM ledger_tiles WHERE level = 1");
        hashes[0] ^= 1;
        database.change(1, "UPDATE ledger_tiles SET hashes = ? WHERE level = 1", (Object) hashes);
        refuses("ledger", "altered", "backup");
    }

    @Test
    void anAlteredLedgerKey() throws IOException {
        byte[] wrapped = (byte[]) database.value("SELECT wrapped FROM ledger_key");
        wrapped[wrapped.length - 1] ^= 1;
        database.change(1, "UPDATE ledger_key SET wrapped = ?", (Object) wrapped);
        refuses("root", "altered");
    }

    @Test
    void anotherVerifierKey() throws IOException {
        database.change(1, "UPDATE ledger_key SET verifier_key = 'nonsense'");
        refuses("ledger", "altered", "backup");
    }

    @Test
    void aLedgerKeyThatIsGone() throws IOException {
        database.change(1, "DELETE FROM ledger_key");
        refuses("ledger", "backup");
    }

    @Test
    void aCosignersKeyThatIsGone() throws IOException {
        database.change(1, "DELETE FROM ledger_cosigner_key");
        endsOf("cosigns checkpoints", "backup", NEW_COSIGNER + "=true");
    }

    @Test
    void aCosignersKeyThatIsGoneIsReplacedOnRequestOnly() throws IOException {
        Launch usual = server.launch();
        Object lost = database.value(COSIGNER);
        database.change(1, "DELETE FROM ledger_cosigner_key");
        server.start(usual.with(Map.of(NEW_COSIGNER, "true")));
        assertThat(server.log()).contains("event=new_cosigner_allowed");
        server.stop();
        Object made = database.value(COSIGNER);
        server.start(usual);
        assertThat(server.as(TENANT).get("/ledger/keys").expect(200).text())
                .contains(made.toString())
                .doesNotContain(lost.toString());
        server.stop();
    }
}
