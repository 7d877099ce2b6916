package io.keywright.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.cli.Pasted;
import io.keywright.cli.SharedServer;
import io.keywright.cli.Started;
import io.keywright.core.backup.BackupSealing;
import io.keywright.core.backup.recovery.RecoveryKey;
import io.keywright.core.crypto.CryptoProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another user of the system restores a node: with its backup and two of three shares, and without a look at what the node has. */
class OtherUserIT {

    /** Has no home, no shell, and no rights. */
    private static final int NOBODY = 65534;

    private static final Path COMMAND = Pasted.HOME.resolve("bin/keywright");

    @TempDir
    private Path folder = Path.of("");

    private Path theirs() throws IOException {
        return Files.createDirectories(folder.resolve("theirs"));
    }

    private List<Path> shares(String made) throws IOException {
        List<Path> shares = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            shares.add(Files.writeString(
                    theirs().resolve("share" + i), made.replaceAll("(?s).*share " + i + " +(\\S+).*", "$1")));
        }
        return shares;
    }

    /** The folder is theirs from now on, and nothing else of the node. */
    private void handOver() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        try (Stream<Path> files = Files.walk(theirs())) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", NOBODY);
                Files.setAttribute(file, "unix:gid", NOBODY);
            }
        }
    }

    private static List<String> asNobody(String... command) {
        String user = Integer.toString(NOBODY);
        return Stream.concat(
                        Stream.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups"), Stream.of(command))
                .toList();
    }

    private static int run(ProcessBuilder process) throws Exception {
        Process running = process.redirectErrorStream(true).start();
        assertThat(running.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return running.exitValue();
    }

    /** Runs {@code bin/keywright} as the other user; what it wrote. */
    private String keywright(String... arguments) throws Exception {
        Path log = folder.resolve("log");
        ProcessBuilder process = new ProcessBuilder(
                        asNobody(Stream.concat(Stream.of(COMMAND.toString()), Stream.of(arguments))
                                .toArray(String[]::new)))
                .directory(theirs().toFile())
                .redirectOutput(log.toFile());
        Started.configure(process, "-Djava.io.tmpdir=" + theirs());
        int exitCode = run(process);
        assertThat(exitCode).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }

    private static void assumeAnotherUser() throws Exception {
        Started.assumeBuilt();
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can be another user");
        assumeTrue(
                run(new ProcessBuilder(asNobody("test", "-x", COMMAND.toString()))) == 0,
                "skipped: others may not read the folder that this is in");
    }

    @Test
    void whatTheyRestoreIsTheirsAlone() throws Exception {
        assumeAnotherUser();
        String made = SharedServer.run(0, "backup", "key", "create", "--shares", "3", "--threshold", "2")
                .output();
        BackupSealing sealing = BackupSealing.byShares(
                RecoveryKey.parse(made.replaceAll("(?s).*recovery-key=(\\S+).*", "$1")), CryptoProviders.jdk());
        List<Path> shares = shares(made);
        Path backup;
        try (BackedUpStore node = new BackedUpStore(
                folder.resolve("data"), theirs().resolve("backups"), sealing, BackedUpStore.keyPair(), 1)) {
            backup = node.append(20).backup();
        }
        handOver();
        Path restored = theirs().resolve("data");
        keywright(
                "backup",
                "restore",
                backup.toString(),
                "--data",
                restored.toString(),
                "--share-file",
                shares.get(0).toString(),
                "--share-file",
                shares.get(1).toString(),
                "--accept-loss",
                "unknown");

        assertTheirsAlone(restored, "rwx------");
        assertTheirsAlone(restored.resolve("root.key"), "rw-------");
        assertTheirsAlone(restored.resolve("keywright.db"), "rw-------");
        assertThat(keywright("ledger", "stats", "--data", restored.toString())).contains("20");
    }

    private static void assertTheirsAlone(Path file, String permissions) throws IOException {
        assertThat(Files.getAttribute(file, "unix:uid")).as(file.toString()).isEqualTo(NOBODY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .as(file.toString())
                .isEqualTo(permissions);
    }
}
