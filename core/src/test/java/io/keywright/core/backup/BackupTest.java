package io.keywright.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.backup.BackupRounds.Made;
import io.keywright.core.backup.recovery.RecoverySecret;
import io.keywright.core.backup.recovery.Share;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.file.OwnerOnly;
import io.keywright.core.journal.LedgerHead;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a database that is just bytes here, and what is made of them again. */
class BackupTest {

    @TempDir
    Path temporary;

    private final CryptoProviders crypto = CryptoProviders.jdk();
    private final RecoverySecret secret = RecoverySecret.generate(crypto.random());
    private final List<Share> shares = secret.split(2, 3, crypto.random());
    private final Random random = new Random(1);
    private Path database;
    private BackupFolder folder;
    private Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
    private long receipts = 7;
    private BackupRounds rounds;

    @BeforeEach
    void prepare() throws IOException {
        database = temporary.resolve("database");
        folder = new BackupFolder(temporary.resolve("backups"));
        write(300_001);
        rounds = rounds();
    }

    private void write(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        Files.write(database, content);
    }

    private void change(long position) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.seek(position);
            file.write(random.nextInt());
        }
    }

    private BackupRounds rounds() {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                now = now.plusMillis(1);
                return now;
            }
        };
        return new BackupRounds(
                copy -> {
                    copyDatabase(copy);
                    return new StoreSnapshots.Snapshot(new LedgerHead(receipts, head()), 22);
                },
                temporary.resolve("copy"),
                BackupSealing.byShares(secret.recoveryKey(2, 3), crypto),
                List.of(() -> Optional.of(new NodeFile(NodeFile.ROOT_KEY, SecretBytes.own(new byte[] {1, 2, 3})))),
                folder,
                new BackupRetention(Duration.ofDays(7)),
                crypto,
                new UuidV7(clock, crypto.random()),
                clock);
    }

    private String head() {
        return """
            ledger.test
            %d
            47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=

            — ledger.test UKtXVjJ4UFzN4a1bmC7GxPpuNwOaQY6lAvmGjAWFmYDL4CYHhkJS1B2VsCiKzZj/0vT3nnWmBA7D+6Ow7zA4lKL5WgE=
            """.formatted(receipts);
    }

    private void copyDatabase(Path copy) {
        try {
            Files.copy(database, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path restored(Path backup) throws Exception {
        Path restored = Files.createDirectories(temporary.resolve("restored")).resolve("keywright.db");
        for (Path left : new Path[] {restored, restored.resolveSibling("root.key")}) {
            Files.deleteIfExists(left);
        }
        new BackupExtraction(new BackupFiles(crypto), BackupOpening.byShares(shares.subList(1, 3), crypto))
                .extract(BackupChain.of(backup), OwnerOnly.create(restored), (read, all) -> {});
        return restored;
    }

    private void refuses(Path backup, String... messages) {
        assertThatThrownBy(() -> restored(backup))
                .isInstanceOf(BackupException.class)
                .message()
                .contains(messages);
    }

    @Test
    void aBackupHasAllOfTheDatabaseAndOfWhatIsNeededBesideItForItsOwnerAlone() throws Exception {
        Made made = rounds.run(false);
        Path restored = restored(made.file());

        assertThat(restored).hasSameBinaryContentAs(database);
        assertThat(restored.resolveSibling("root.key")).hasBinaryContent(new byte[] {1, 2, 3});
        for (Path file : List.of(made.file(), restored.resolveSibling("root.key"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(made.head().receipts()).isEqualTo(7);
        assertThat(BackupFiles.head(made.file()).bytes()).isEqualTo(made.head().bytes());
        assertThat(temporary.resolve("copy")).doesNotExist();
    }

    @Test
    void whatFollowsSaysOnlyWhatHasChangedAndIsRestoredTogetherWithWhatItContinues() throws Exception {
        Made whole = rounds.run(false);
        change(100_000);
        Made second = rounds.run(false);
        write(400_000);
        Made third = rounds.run(false);
        write(90_000);
        Made shorter = rounds.run(false);

        assertThat(second.bytes()).isLessThan(20_000).isLessThan(whole.bytes() / 10);
        assertThat(second.head().parent()).contains(whole.head().backupId());
        assertThat(third.head().parent()).contains(second.head().backupId());
        assertThat(shorter.head().parent())
                .as("as much has changed as a whole one has")
                .isEmpty();
        assertThat(restored(shorter.file())).hasSameBinaryContentAs(database);
        Files.delete(whole.file());
        refuses(third.file(), whole.file().getFileName().toString(), "not there");
    }

    @Test
    void anIncrementOfADatabaseThatHasShrunkRestoresTheShorterOne() throws Exception {
        rounds.run(false);
        byte[] content = Files.readAllBytes(database);
        Files.write(database, Arrays.copyOf(content, 100_000));
        Made made = rounds.run(false);
        assertThat(made.head().parent()).isPresent();
        assertThat(restored(made.file())).hasSameBinaryContentAs(database);
    }

    @Test
    void eachByteThatIsAnotherIsNoticed() throws Exception {
        write(40_000);
        Path backup = rounds.run(false).file();
        byte[] good = Files.readAllBytes(backup);
        int head = BackupFiles.head(backup).bytes().length;
        for (int i = 0; i < good.length; i += i < head + 100 || i > good.length - 100 ? 1 : 997) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(backup, bad);
            int at = i;
            assertThatThrownBy(() -> restored(backup)).as("byte " + at).isInstanceOf(BackupException.class);
        }
        Files.write(backup, good);
        assertThat(restored(backup)).hasSameBinaryContentAs(database);
    }

    @Test
    void whatWasCutOffOrLengthenedOrPutInAnotherOrderIsNoticed() throws Exception {
        Path backup = rounds.run(false).file();
        byte[] good = Files.readAllBytes(backup);
        int head = BackupFiles.head(backup).bytes().length;
        int chunk = SealedOutput.CHUNK_BYTES + 16;
        for (int size : new int[] {0, 5, head, head + 1, head + chunk, head + 2 * chunk, good.length - 1}) {
            Files.write(backup, Arrays.copyOf(good, size));
            assertThatThrownBy(() -> restored(backup)).as("cut to " + size).isInstanceOf(BackupException.class);
        }
        Files.write(backup, Arrays.copyOf(good, good.length + 1));
        refuses(backup, "altered or cut off");
        byte[] swapped = good.clone();
        System.arraycopy(good, head, swapped, head + chunk, chunk);
        System.arraycopy(good, head + chunk, swapped, head, chunk);
        Files.write(backup, swapped);
        refuses(backup, "altered or cut off");
    }

    @Test
    void aBackupInThePlaceOfAnotherIsNoticed() throws Exception {
        Made whole = rounds.run(false);
        change(5);
        Made second = rounds.run(false);
        change(7);
        Made third = rounds.run(false);
        Files.copy(whole.file(), second.file(), StandardCopyOption.REPLACE_EXISTING);
        refuses(third.file(), "renamed or altered");
    }

    @Test
    void theHeadOfOneBackupOpensNotTheContentOfAnother() throws Exception {
        Path one = rounds.run(false).file();
        Path other = rounds().run(false).file();
        byte[] head = BackupFiles.head(one).bytes();
        byte[] content = Files.readAllBytes(other);
        int from = BackupFiles.head(other).bytes().length;
        byte[] mixed = Arrays.copyOf(head, head.length + content.length - from);
        System.arraycopy(content, from, mixed, head.length, content.length - from);
        Files.write(one, mixed);
        refuses(one, "altered or cut off");
    }

    @Test
    void whatAnInterruptedBackupHasLeftIsNoBackupAndGoesWithTheNext() throws Exception {
        Made made = rounds.run(false);
        Path left = made.file().resolveSibling(made.file().getFileName() + ".part");
        Files.writeString(left, "half");
        Files.writeString(temporary.resolve("copy"), "half");
        assertThat(folder.ids()).containsExactly(made.head().backupId());
        rounds.run(false);
        assertThat(left).doesNotExist();
        assertThat(folder.ids()).hasSize(2);
    }

    @Test
    void afterADayAWholeOneComesAndWhatIsOldGoesButForTheNewest() throws Exception {
        Made first = rounds.run(false);
        rounds.run(false);
        now = now.plus(Duration.ofDays(2));
        Made second = rounds.run(false);
        assertThat(second.head().parent()).isEmpty();
        now = now.plus(Duration.ofDays(6));
        Made third = rounds.run(false);
        assertThat(folder.ids())
                .containsExactly(third.head().backupId(), second.head().backupId());
        assertThat(first.file()).doesNotExist();
        now = now.plus(Duration.ofDays(60));
        Made last = rounds.run(false);
        assertThat(folder.ids()).containsExactly(last.head().backupId());
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Files.writeString(temporary.resolve("backups"), "in the way");
        assertThatThrownBy(() -> rounds.run(false))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(temporary.resolve("backups").toString());
    }
}
