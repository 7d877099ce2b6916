package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Launch;
import io.keywright.server.harness.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server that cannot write any more acknowledges nothing, loses nothing, and goes on once it can again. */
class FullDiskIT {

    private static final byte[] DATA = {1, 2, 3};
    private static final int MAX_CALLS = 5_000;
    private static final int BLOCK_BYTES = 4096;
    private static final long LIMIT_SECONDS = 10;
    /** What sees a small disk that nobody else does; where users may make namespaces, it need not be root who mounts it. */
    private static final List<String> NAMESPACE =
            System.getProperty("user.name").equals("root")
                    ? List.of("unshare", "--mount")
                    : List.of("unshare", "--user", "--map-root-user", "--mount");

    private static final String MOUNT_AND_BECOME =
            "mount -t tmpfs -o size=8m,mode=700 tmpfs \"$1\" && shift && exec \"$@\"";

    /** A log's frame is a page and a header: not even one that begins anew can take any. */
    private static final String LESS_THAN_A_FRAME = Integer.toString(4096);

    private final Ledgered ledgered = new Ledgered();

    @Test
    void aFullDiskStopsTheServiceAndFreeSpaceBringsItBack() throws Exception {
        assumeTrue(
                succeeds(inNamespace("mount -t tmpfs tmpfs /mnt")),
                "skipped: this user may not mount a disk; root may");
        try (Installation server = Installation.prepare(Map.of())) {
            Path disk = Files.createDirectory(server.data().resolveSibling("disk"));
            server.start(onDisk(server.launch(), disk));
            Path filler = Path.of("/proc/" + server.pid() + "/root" + disk, "filler");
            stopAndGoOn(server.asNewTenant(), server, () -> fill(filler), () -> Files.delete(filler), "disk is full");
        }
    }

    private static Launch onDisk(Launch launch, Path disk) {
        Path pki = launch.data().resolve("pki");
        return launch.within(inNamespace(MOUNT_AND_BECOME, "sh", disk.toString()))
                .with(Map.of(
                        "keywright.data", disk.toString(),
                        "keywright.tls.certificate", pki.resolve("server.pem").toString(),
                        "keywright.tls.key", pki.resolve("server-key.pem").toString(),
                        "keywright.tls.client-ca", pki.resolve("ca.pem").toString()));
    }

    private static String[] inNamespace(String script, String... parameters) {
        return Stream.of(NAMESPACE.stream(), Stream.of("sh", "-c", script), Stream.of(parameters))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    private static void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[BLOCK_BYTES]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    @Test
    void aFileThatMayNotGrowStopsTheServiceAndLeaveToGrowBringsItBack() throws Exception {
        assumeTrue(succeeds("prlimit", "--version"), "skipped: there is no prlimit here; it is in util-linux");
        try (Installation server = Installation.start(Map.of())) {
            Kms kms = server.asNewTenant();
            stopAndGoOn(
                    kms,
                    server,
                    () -> limit(server.pid(), LESS_THAN_A_FRAME),
                    () -> limit(server.pid(), "unlimited"),
                    "disk failed");
            server.kill();
            server.start();
            prove(kms);
        }
    }

    private static void limit(long pid, String bytes) throws Exception {
        assertThat(succeeds("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":unlimited"))
                .isTrue();
    }

    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }

    private void stopAndGoOn(Kms kms, Installation server, Step stop, Step goOn, String said) throws Exception {
        String keyId = kms.newKey("AES-256");
        Witness witness = new Witness(kms);
        stop.take();
        useUntilRefused(kms, keyId);
        Degraded.unavailable(kms.encrypt(keyId, DATA), "store");
        Degraded.unavailable(kms.create("AES-256", List.of("encrypt")));
        Degraded.health(kms, "unhealthy", "store");
        assertThat(server.log()).contains(said);
        long size = witness.look().size();
        goOn.take();
        ledgered.add(kms, kms.encrypt(keyId, DATA).expect(200), "encrypt", keyId);
        assertThat(witness.look().size()).isEqualTo(size + 1);
        Degraded.health(kms, "healthy");
        prove(kms);
    }

    private void useUntilRefused(Kms kms, String keyId) {
        for (int call = 0; call < MAX_CALLS; call++) {
            Reply reply = kms.encrypt(keyId, DATA);
            if (reply.status() != 200) {
                Degraded.unavailable(reply, "store");
                return;
            }
            ledgered.add(kms, reply, "encrypt", keyId);
        }
        throw new AssertionError("the disk never filled");
    }

    private void prove(Kms kms) {
        Witness witness = new Witness(kms);
        ledgered.promises().forEach(promise -> promise.prove(witness.key()));
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
