package io.keywright.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.archive.folder.FolderArchive;
import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.Archiver;
import io.keywright.core.archive.Pace;
import io.keywright.core.archive.SegmentArchive;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.StoreException;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archiver on a real store and a real folder, checked by Tessera's fsck, which nobody here wrote. */
class SealingTest {

    @TempDir
    Path folder;

    private LedgerOnDisk ledger;
    private FolderArchive archive;

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerOnDisk(folder.resolve("data"));
        archive = new FolderArchive(folder.resolve("archive"));
        archive.check();
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private long seal(SegmentArchive into) throws StoreException {
        return new Archiver(ledger.receipts(), ledger.store().pruning(), into, ledger.keys(), Pace.NONE, () -> true)
                .seal();
    }

    /** What fsck logs tells; its released versions end with 0 whatever they find. */
    private boolean fsckAccepts() throws IOException, InterruptedException {
        Path key = Files.writeString(
                folder.resolve("key"), ledger.keys().current().verifierKey().toString());
        Process fsck = new ProcessBuilder(
                        Peer.program("fsck"),
                        "--storage_url=file://" + folder.resolve("archive") + "/",
                        "--public_key=" + key,
                        "--ui=false")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("fsck.log").toFile())
                .start();
        assertThat(fsck.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return fsck.exitValue() == 0 && log().contains("Successfully fsck'd log");
    }

    private Checkpoint head() throws ArchiveException {
        return Checkpoint.parse(
                SignedNote.parse(archive.read(SegmentArchive.HEAD).orElseThrow())
                        .text());
    }

    @Test
    void wholeBundlesAreSealedAndFsckAcceptsThem() throws Exception {
        ledger.append(255);
        assertThat(seal(archive)).isZero();
        ledger.append(1000);
        assertThat(seal(archive)).isEqualTo(1024);
        assertThat(fsckAccepts()).isTrue();
        assertThat(head().size()).isEqualTo(1024);
        assertThat(archive.read("checkpoints/1024")).isPresent();

        ledger.append(69_000);
        assertThat(seal(archive)).isEqualTo(70_144);
        assertThat(fsckAccepts()).isTrue();
        assertThat(seal(archive)).isEqualTo(70_144);
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("fsck.log"));
    }

    @Test
    void aFlippedByteIsRefusedByFsck() throws Exception {
        ledger.append(600);
        seal(archive);
        assertThat(fsckAccepts()).isTrue();
        Path bundle = folder.resolve("archive/tile/entries/001");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(bundle);
        Files.write(bundle, bytes);

        assertThat(fsckAccepts()).isFalse();
        assertThat(log()).contains("fsck failed");
    }

    /** Whatever write is the last, the next run comes to the same files as one that was never stopped. */
    @Test
    void aRunThatIsStoppedAfterAnyWriteIsFinishedByTheNext() throws Exception {
        ledger.append(700);
        FolderArchive whole = new FolderArchive(folder.resolve("whole"));
        whole.check();
        seal(whole);
        int writes = 0;
        StoppingArchive stopping;
        do {
            Path at = folder.resolve("stopped-" + writes);
            FolderArchive stopped = new FolderArchive(at);
            stopped.check();
            stopping = new StoppingArchive(stopped, writes++);
            try {
                seal(stopping);
            } catch (StoppingArchive.Stopped e) {
                assertThat(seal(stopped)).isEqualTo(512);
            }
            assertThat(Tree.of(at)).isEqualTo(Tree.of(folder.resolve("whole")));
        } while (stopping.stopped());
        assertThat(writes).isGreaterThan(7);
    }

    @Test
    void aNodeThatWakesUpDoesNotTakeBackWhatAnotherHasSealed() throws Exception {
        ledger.append(600);
        SegmentArchive asleep = new HeldUpArchive(archive, () -> {
            ledger.append(600);
            return seal(archive);
        });
        assertThat(seal(asleep)).isEqualTo(512);
        assertThat(head().size()).isEqualTo(1024);
        assertThat(fsckAccepts()).isTrue();
    }

    /** Whatever it asks last, a node that has lost the chores writes nothing more that says how far the archive is. */
    @Test
    void aNodeThatLosesTheChoresLeavesTheRestToTheOneThatHasThem() throws Exception {
        ledger.append(600);
        for (int asked : List.of(0, 1)) {
            AtomicInteger left = new AtomicInteger(asked);
            Archiver loser = new Archiver(
                    ledger.receipts(),
                    ledger.store().pruning(),
                    archive,
                    ledger.keys(),
                    Pace.NONE,
                    () -> left.getAndDecrement() > 0);
            assertThatThrownBy(loser::seal).hasMessageContaining("Another node does the chores");
            assertThat(archive.read("checkpoints/512").isPresent()).isEqualTo(asked > 0);
            assertThat(archive.read(SegmentArchive.HEAD)).isEmpty();
        }
        assertThat(seal(archive)).isEqualTo(512);
    }

    @Test
    void aCheckpointThatIsThereStandsThoughTheLedgersKeyHasChangedSince() throws Exception {
        ledger.append(600);
        seal(archive);
        byte[] checkpoint = archive.read("checkpoints/512").orElseThrow();
        Files.delete(folder.resolve("archive/checkpoint"));

        LedgerKeyring later = ledger.laterKeys();
        Archiver next =
                new Archiver(ledger.receipts(), ledger.store().pruning(), archive, later, Pace.NONE, () -> true);
        assertThat(next.seal()).isEqualTo(512);
        assertThat(archive.read("checkpoints/512")).hasValue(checkpoint);
        assertThat(archive.read(SegmentArchive.HEAD)).hasValue(checkpoint);
    }

    @Test
    void aCheckpointThatSaysSomethingElseStopsTheArchiver() throws Exception {
        ledger.append(600);
        archive.writeOnce(
                "checkpoints/512",
                new Checkpoint("ledger.test", 512, new Hashing().leaf(new byte[0]))
                        .sign(ledger.keys().current())
                        .toString()
                        .getBytes(UTF_8));

        assertThatThrownBy(() -> seal(archive)).isInstanceOfSatisfying(ArchiveException.class, refused -> {
            assertThat(refused.conflict()).isTrue();
            assertThat(refused).hasMessageContaining("checkpoints/512");
        });
        assertThat(archive.read(SegmentArchive.HEAD)).isEmpty();
    }

    @Test
    void anotherContentThanTheLedgersStopsTheArchiver() throws Exception {
        ledger.append(300);
        archive.writeOnce("tile/entries/000", new byte[] {1, 2, 3});

        assertThatThrownBy(() -> seal(archive)).isInstanceOfSatisfying(ArchiveException.class, refused -> {
            assertThat(refused.conflict()).isTrue();
            assertThat(refused).hasMessageContaining("tile/entries/000");
        });
        assertThat(archive.read(SegmentArchive.HEAD)).isEmpty();
    }

    /** A lying disk: it takes a bundle and keeps something else. */
    @Test
    void whatCannotBeReadBackIsNotSealed() throws Exception {
        ledger.append(300);

        assertThatThrownBy(() -> seal(new LyingArchive(archive, "tile/entries/000")))
                .isInstanceOfSatisfying(
                        ArchiveException.class,
                        refused -> assertThat(refused.conflict()).isTrue());
        assertThat(archive.read(SegmentArchive.HEAD)).isEmpty();
    }

    @Test
    void theArchiveOfALedgerThatKnowsMoreIsNoticed() throws Exception {
        ledger.append(600);
        seal(archive);
        try (LedgerOnDisk restored = ledger.withSameKey(folder.resolve("restored"))) {
            restored.append(300);

            assertThatThrownBy(() -> new Archiver(
                                    restored.receipts(),
                                    restored.store().pruning(),
                                    archive,
                                    restored.keys(),
                                    Pace.NONE,
                                    () -> true)
                            .seal())
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("old backup");
        }
    }

    @Test
    void theArchiveOfAnotherLedgerIsNoticed() throws Exception {
        ledger.append(600);
        seal(archive);
        try (LedgerOnDisk other = new LedgerOnDisk(folder.resolve("other"))) {
            other.append(600);

            assertThatThrownBy(() -> new Archiver(
                                    other.receipts(),
                                    other.store().pruning(),
                                    archive,
                                    other.keys(),
                                    Pace.NONE,
                                    () -> true)
                            .seal())
                    .hasMessageContaining("did not sign");
        }
    }
}
