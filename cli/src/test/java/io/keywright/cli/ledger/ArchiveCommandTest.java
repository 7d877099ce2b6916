package io.keywright.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.Keywright;
import io.keywright.cli.installation.Installation;
import io.keywright.verifier.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on an archive, alone and together with the store that it belongs to. */
class ArchiveCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private Path data = Path.of("");
    private Path archive = Path.of("");

    @BeforeEach
    void archived() throws Exception {
        data = folder.resolve("data");
        archive = folder.resolve("archive");
        new SignedStore(data).append(3500).archiveTo(archive).close();
    }

    private String verify(int exitCode, String... place) {
        CapturedTerminal screen = new CapturedTerminal();
        String[] arguments = new String[place.length + 2];
        arguments[0] = "ledger";
        arguments[1] = "verify";
        System.arraycopy(place, 0, arguments, 2, place.length);
        int ended = Keywright.run(screen.terminal(), new Installation(folder), arguments);
        assertThat(ended).as(screen.output() + screen.errors()).isEqualTo(exitCode);
        return screen.output() + screen.errors();
    }

    private String verifyArchive(int exitCode) {
        return verify(exitCode, "--archive", archive.toString());
    }

    private void change(String path, UnaryOperator<byte[]> change) throws IOException {
        Path file = archive.resolve(path);
        byte[] bytes = change.apply(Files.readAllBytes(file));
        Files.delete(file);
        Files.write(file, bytes);
    }

    private static byte[] flipped(byte[] bytes) {
        bytes[bytes.length / 2] ^= 1;
        return bytes;
    }

    @Test
    void anArchiveIsSoundByItself() {
        assertThat(verifyArchive(3)).contains("Sound: 3,328 receipts", "ledger.test+");
    }

    @Test
    void theOneFileForAuditorsFindsItSoundToo() throws Exception {
        String key = Files.readString(archive.resolve("ledger.vkey")).strip();
        CapturedTerminal screen = new CapturedTerminal();

        int ended = Verifier.commandLine(screen.terminal()).execute("ledger", archive.toString(), "--key", key);

        assertThat(ended).as(screen.errors()).isZero();
        assertThat(screen.output()).startsWith("✓ Sound: 3,328 receipts").doesNotContain("Not proved");
    }

    @Test
    void aPrunedStoreIsSoundTogetherWithItsArchive() {
        assertThat(verify(2, "--data", data.toString())).contains("The first 1,024 receipts", "--archive");
        assertThat(verify(3, "--data", data.toString(), "--archive", archive.toString()))
                .contains("Sound: 3,500 receipts");
    }

    @Test
    void aFlippedByteOfABundleIsNoticedInBoth() throws Exception {
        change("tile/entries/003", ArchiveCommandTest::flipped);

        assertThat(verifyArchive(1)).contains("receipt ", "tile/0/003", "Not sound");
        assertThat(verify(1, "--data", data.toString(), "--archive", archive.toString()))
                .contains("tile/0/003");
    }

    @Test
    void aFlippedByteOfATileIsNoticed() throws Exception {
        change("tile/0/003", ArchiveCommandTest::flipped);

        assertThat(verifyArchive(1)).contains("has another hash than tile/0/003 says");
    }

    @Test
    void aCutBundleIsNoticed() throws Exception {
        change("tile/entries/003", bytes -> Arrays.copyOf(bytes, bytes.length - 10));

        assertThat(verifyArchive(1)).contains("RECEIPT_UNREADABLE receipts 768 to 1023 cannot be read");
    }

    @Test
    void aMissingBundleIsNamed() throws Exception {
        Files.delete(archive.resolve("tile/entries/003"));

        assertThat(verifyArchive(1)).contains("RECEIPT_MISSING receipts 768 to 1023 are not there");
    }

    @Test
    void aMissingPartialTileIsNamed() throws Exception {
        Files.delete(archive.resolve("tile/1/000.p/13"));

        assertThat(verifyArchive(1)).contains("TILE_MISSING tile/1/000.p/13");
    }

    @Test
    void anAlteredCheckpointIsNoticed() throws Exception {
        change("checkpoint", ArchiveCommandTest::flipped);

        assertThat(verifyArchive(1)).contains("CHECKPOINT_WRONG");
    }
}
