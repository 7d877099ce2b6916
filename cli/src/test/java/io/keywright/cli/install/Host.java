package io.keywright.cli.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A Linux host of its own: this machine's files and its systemd, booted in namespaces. What is done there is gone with it, and
 * nobody outside is reached.
 *
 * @param init the host's first process, seen from here
 */
record Host(Process namespaces, long init) implements AutoCloseable {

    private static final Path SYSTEMD = Path.of("/lib/systemd/systemd");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> UNSHARE =
            List.of("unshare", "--mount", "--pid", "--fork", "--uts", "--ipc", "--net", "--cgroup", "--kill-child");

    /** Skips the test where none can be booted. */
    static void assumePossible() {
        assumeTrue(Boolean.getBoolean("deploy"), "skipped: packs a whole distribution, run make test-deploy");
        assumeTrue(Files.isExecutable(SYSTEMD), "skipped: there is no systemd to boot, run make peers");
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root boots a systemd of its own");
    }

    /** @param folder where its files are mounted, in its own view alone */
    static Host boot(Path folder) throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>(UNSHARE);
        command.add("sh");
        command.add(Path.of(Objects.requireNonNull(Host.class.getResource("/host/boot"))
                        .toURI())
                .toString());
        command.add(folder.toString());
        File log = folder.resolveSibling("boot.log").toFile();
        Process namespaces = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (namespaces.isAlive() && System.nanoTime() < deadline) {
            for (ProcessHandle init : namespaces.children().toList()) {
                if (Files.exists(Path.of("/proc", Long.toString(init.pid()), "root", "run/systemd/private"))) {
                    return new Host(namespaces, init.pid());
                }
            }
            Thread.sleep(20);
        }
        namespaces.destroyForcibly();
        throw new AssertionError("no systemd boots here: " + Files.readString(log.toPath()));
    }

    /** Runs the lines there, as root, up to the first that fails, which none may; answers what they have said. */
    String run(String lines) throws IOException, InterruptedException {
        Process shell = enter("sh", "-e", "-c", lines).start();
        String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
        int ended = shell.waitFor();
        assertThat(ended).as("%s", ended == 0 ? "" : output + journal()).isZero();
        return output;
    }

    /** Puts a copy of a file there, under a path. */
    void copy(Path file, String path) throws IOException, InterruptedException {
        Process copy =
                enter("sh", "-c", "cat > " + path).redirectInput(file.toFile()).start();
        assertThat(copy.waitFor()).isZero();
    }

    private String journal() throws IOException {
        return new String(
                enter("journalctl", "--no-pager").start().getInputStream().readAllBytes(), UTF_8);
    }

    private ProcessBuilder enter(String... command) {
        List<String> all = new ArrayList<>(List.of(
                "nsenter", "--target", Long.toString(init), "--mount", "--pid", "--uts", "--ipc", "--net", "--cgroup"));
        all.addAll(List.of("--root", "--wd", "env", "-i", "PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
        all.addAll(List.of(command));
        return new ProcessBuilder(all).redirectErrorStream(true).redirectInput(new File("/dev/null"));
    }

    @Override
    public void close() {
        namespaces.destroyForcibly().onExit().join();
    }
}
