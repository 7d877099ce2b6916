package io.keywright.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import io.keywright.core.backup.BackupChain;
import io.keywright.core.backup.BackupSealing;
import io.keywright.core.backup.LedgerSightings;
import io.keywright.core.backup.LedgerSightings.Sighting;
import io.keywright.core.backup.recovery.RecoveryKey;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.witness.ConfiguredWitness;
import io.keywright.ledger.cosignature.CosignatureType;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.witness.Witness;
import io.keywright.ledger.witness.WitnessMemory;
import io.keywright.model.Restoration;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On another machine, which has the backups and two of three shares, and nothing else of the node. */
class RestoreCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private final List<Path> shares = new ArrayList<>();
    private KeyPair pair;
    private RecoveryKey recoveryKey;
    private BackedUpStore node;
    private Path target = Path.of("");

    @BeforeEach
    void makeTheNode() throws Exception {
        target = folder.resolve("elsewhere");
        pair = BackedUpStore.keyPair();
        String made = SharedServer.run(0, "backup", "key", "create", "--shares", "3", "--threshold", "2")
                .output();
        recoveryKey = RecoveryKey.parse(made.replaceAll("(?s).*recovery-key=(\\S+).*", "$1"));
        for (int i = 1; i <= 3; i++) {
            shares.add(Files.writeString(
                    folder.resolve("share" + i), made.replaceAll("(?s).*share " + i + " +(\\S+).*", "$1")));
        }
        node = new BackedUpStore(folder.resolve("data"), folder.resolve("backups"), sealing(), pair, 1);
        node.append(20);
    }

    private BackupSealing sealing() {
        return BackupSealing.byShares(recoveryKey, CryptoProviders.jdk());
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    private String[] restoring(Path backup, String... more) {
        return Stream.concat(
                        Stream.of(
                                "backup",
                                "restore",
                                backup.toString(),
                                "--data",
                                target.toString(),
                                "--share-file",
                                shares.get(0).toString(),
                                "--share-file",
                                shares.get(2).toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private CapturedTerminal restore(int exitCode, Path backup, String... more) {
        return SharedServer.run(exitCode, restoring(backup, more));
    }

    private String[] checkpoint() throws Exception {
        Path file = Files.writeString(folder.resolve("checkpoint"), node.checkpoint());
        return new String[] {"--checkpoint", file.toString()};
    }

    private void assertNothingWasRestored() throws IOException {
        assertThat(Folders.content(target)).isEmpty();
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Restoration restored(long receipts) throws Exception {
        try (Store store = new Store(SqliteDatabase.open(target))) {
            List<Integer> pages = new ArrayList<>();
            new LedgerAudit(store.receipts(), node.signer().verifierKey()).run(0, page -> pages.add(page.size()));
            assertThat(pages.stream().mapToInt(it -> it).sum()).isEqualTo(receipts);
            return store.restorations().untold().orElseThrow();
        }
    }

    @Test
    void theNodeIsThereAgainWithItsLedgerAndItsRootKey() throws Exception {
        node.backup();
        Path backup = node.append(300).backup();
        assertThat(SharedServer.run(
                                0,
                                "backup",
                                "verify",
                                backup.toString(),
                                "--share-file",
                                shares.get(1).toString(),
                                "--share-file",
                                shares.get(2).toString())
                        .output())
                .contains("can be restored", "320 of ledger.test", "files        2");

        assertThat(restore(0, backup, checkpoint()).output())
                .contains("has seen no more", "320 receipts of ledger.test", "No receipt is known to be lost");

        assertThat(target.resolve("root.key")).hasBinaryContent(BackedUpStore.ROOT_KEY);
        assertThat(Folders.content(target))
                .hasSize(2)
                .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        assertThat(permissions(target)).isEqualTo("rwx------");
        assertThat(restored(320).lost()).hasValue(0);
        restore(2, backup, checkpoint());
    }

    @Test
    void whoHasOneShareIsToldThatOneMoreIsNeeded() throws Exception {
        Path backup = node.backup();
        for (String command : new String[] {"restore", "verify"}) {
            assertThat(SharedServer.run(
                                    1,
                                    "backup",
                                    command,
                                    backup.toString(),
                                    "--share-file",
                                    shares.get(1).toString(),
                                    command.equals("restore") ? "--data" : "--temp",
                                    folder.toString() + "/elsewhere")
                            .errors())
                    .contains("2 of 3 shares", "1 given, 1 more needed");
            Files.createDirectories(target);
        }
        assertNothingWasRestored();
    }

    @Test
    void receiptsThatOthersHaveSeenAndTheBackupLacksAreNamedAndTheirLossMustBeAccepted() throws Exception {
        Path backup = node.backup();
        node.append(12);
        String[] newer = checkpoint();

        assertThat(restore(1, backup, newer).errors())
                .contains("12 receipts are lost, number 20 to 31", "--accept-loss 12");
        restore(1, backup, newer[0], newer[1], "--accept-loss", "11");
        assertNothingWasRestored();

        assertThat(restore(0, backup, newer[0], newer[1], "--accept-loss", "12").output())
                .contains("12 receipts are lost, number 20 to 31");
        assertThat(restored(20).lost()).hasValue(12);
    }

    @Test
    void whereNobodyTellsWhatIsLostThatMustBeAccepted() throws Exception {
        Path backup = node.backup();
        assertThat(restore(1, backup).errors()).contains("Nobody tells", "--checkpoint", "--accept-loss unknown");
        assertNothingWasRestored();
        restore(0, backup, "--accept-loss", "unknown");
        assertThat(restored(20).lost()).isEqualTo(OptionalLong.empty());
    }

    @Test
    void aLedgerThatWasRewrittenIsNotRestoredWhateverIsAccepted() throws Exception {
        String[] before = checkpoint();
        try (BackedUpStore other =
                new BackedUpStore(folder.resolve("other"), folder.resolve("backups"), sealing(), pair, 2)) {
            Path backup = other.append(25).backup();
            assertThat(restore(1, backup, before[0], before[1], "--accept-loss", "unknown")
                            .errors())
                    .contains("not the ledger that others have seen");
        }
        assertNothingWasRestored();
    }

    @Test
    void aWitnessIsAskedWhatItHasSeen() throws Exception {
        node.backup();
        Path backup = node.append(5).backup();
        ConfiguredWitness witness = witness();
        List<Sighting> sightings = new ArrayList<>();
        BackupChain chain = BackupChain.of(backup);
        Path old = oldCopy();
        sightings.add(sighting(old, witness));
        restore(0, backup, "--accept-loss", "unknown");
        sightings.add(sighting(target, witness));
        sightings.add(sighting(old, witness));
        Path rewritten = folder.resolve("other");
        try (BackedUpStore other = new BackedUpStore(rewritten, folder.resolve("more"), sealing(), pair, 2)) {
            other.append(25);
        }
        sightings.add(sighting(rewritten, witness));
        assertThat(chain.head().receipts()).isEqualTo(25);
        assertThat(sightings)
                .containsExactly(
                        new Sighting.Same("w1"),
                        new Sighting.Same("w1"),
                        new Sighting.More("w1", 25),
                        new Sighting.Another("w1"));
    }

    private Sighting sighting(Path data, ConfiguredWitness witness) throws Exception {
        try (Store store = new Store(SqliteDatabase.open(data))) {
            return new LedgerSightings(store.receipts(), node.signer().verifierKey()).of(witness);
        }
    }

    private Path oldCopy() throws Exception {
        Path first = Folders.content(folder.resolve("backups")).stream()
                .sorted()
                .findFirst()
                .orElseThrow();
        restore(0, first, "--accept-loss", "unknown");
        return Files.move(target, folder.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
    }

    private ConfiguredWitness witness() throws Exception {
        Map<String, SignedNote> cosigned = new HashMap<>();
        WitnessMemory memory = new WitnessMemory() {
            @Override
            public Optional<SignedNote> newest(String origin) {
                return Optional.ofNullable(cosigned.get(origin));
            }

            @Override
            public void keep(String origin, SignedNote checkpoint) {
                cosigned.put(origin, checkpoint);
            }
        };
        KeyPair keys = BackedUpStore.keyPair();
        Cosigner cosigner = new Cosigner(
                CosignerKey.of("witness.test/w1", CosignatureType.ED25519, keys.getPublic()), keys.getPrivate());
        Witness witness =
                new Witness(List.of(cosigner), List.of(node.signer().verifierKey()), memory, Clock.systemUTC());
        return new ConfiguredWitness(
                "w1",
                List.of(cosigner.key()),
                request -> witness.add(request.toString().getBytes(UTF_8)));
    }

    @Test
    void aBackupOfANewerVersionIsRefusedBeforeAnythingIsOpened() throws Exception {
        node.pretend(SqliteDatabase.SCHEMA + 1);
        Path backup = node.backup();
        assertThat(restore(1, backup, "--accept-loss", "unknown").errors())
                .contains("newer Keywright", "schema " + (SqliteDatabase.SCHEMA + 1), "Restore it with that version");
        assertThat(target).doesNotExist();
    }

    @Test
    void nothingIsRestoredIntoAFolderWithAnythingInItButARootKey() throws Exception {
        Path backup = node.backup();
        Files.createDirectories(target);
        Path own = Files.writeString(target.resolve("root.key"), "its custodian's");
        Path file = Files.writeString(target.resolve("keywright.db-wal"), "of another store");
        assertThat(restore(2, backup, "--accept-loss", "unknown").errors())
                .contains("is not empty", "keywright.db-wal");
        Files.delete(file);
        restore(0, backup, "--accept-loss", "unknown");
        assertThat(own).hasContent("its custodian's");
    }

    @Test
    void aBackupThatWasAlteredLeavesNothing() throws Exception {
        Path backup = node.backup();
        byte[] bytes = Files.readAllBytes(backup);
        bytes[bytes.length - 5_000] ^= 1;
        Files.write(backup, bytes);
        assertThat(restore(1, backup, "--accept-loss", "unknown").errors()).contains("altered or cut off");
        assertNothingWasRestored();
    }

    /** Killed wherever it may be, it leaves a store that is whole, or none, and can be given again. */
    @Test
    void killedAtAnyMomentItLeavesAllOrNothing() throws Exception {
        Path backup = node.append(2_000).backup();
        int killed = 0;
        for (int millis = 300;
                millis < 20_000 && !Files.exists(target.resolve("keywright.db"));
                millis += millis * 2 / 3) {
            Process process = start(restoring(backup, "--accept-loss", "unknown"));
            killed += process.waitFor(millis, TimeUnit.MILLISECONDS) ? 0 : 1;
            process.destroyForcibly().waitFor();
        }
        assertThat(killed).as("rounds that were cut off").isPositive();
        assertThat(restored(2_020).receipts()).isEqualTo(2_020);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.keywright.cli.Keywright"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
