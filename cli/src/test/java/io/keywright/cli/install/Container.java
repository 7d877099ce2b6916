package io.keywright.cli.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.Pasted;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The container file, built by buildah and run by crun as Kubernetes would: with a root file system that is read-only, without
 * capabilities, and with a network of its own. In the place of the base image stands one of this machine's glibc and libgcc alone.
 */
record Container(Path folder) implements AutoCloseable {

    private static final Path PEER = Pasted.HOME.resolve(".peers/buildah");
    private static final Path LIBRARIES = Path.of("/lib/x86_64-linux-gnu");

    /** Skips the test where none can be made. */
    static void assumePossible() {
        assumeTrue(Boolean.getBoolean("deploy"), "skipped: packs a whole distribution, run make test-deploy");
        assumeTrue(Files.isExecutable(PEER.resolve("usr/bin/crun")), "skipped: there is no buildah, run make peers");
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root mounts an image");
    }

    /** Builds the image of what {@code make dist} packs. */
    void build() throws IOException, InterruptedException {
        Path base = Files.createDirectories(folder.resolve("base"));
        Files.createDirectories(base.resolve("lib64"));
        Files.createDirectories(base.resolve("tmp"));
        Files.createDirectories(base.resolve("etc"));
        Path libraries = Files.createDirectories(base.resolve("lib/x86_64-linux-gnu"));
        for (String name :
                List.of("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1")) {
            Files.copy(LIBRARIES.resolve(name).toRealPath(), libraries.resolve(name));
        }
        Path loader = Path.of("/lib64/ld-linux-x86-64.so.2");
        Files.copy(loader.toRealPath(), base.resolve("lib64").resolve(loader.getFileName()));
        Files.writeString(base.resolve("etc/passwd"), "root:x:0:0::/:\nnonroot:x:65532:65532::/:\n");
        Files.writeString(folder.resolve("policy.json"), "{\"default\":[{\"type\":\"insecureAcceptAnything\"}]}");
        Path file = Files.writeString(folder.resolve("Containerfile"), "FROM scratch\nCOPY . /\n");

        buildah("bud", "--isolation=chroot", "--file=" + file, "--tag=localhost/base", base.toString());
        buildah(
                "bud",
                "--isolation=chroot",
                "--pull-never",
                "--build-arg=BASE=localhost/base",
                "--file=" + Pasted.HOME.resolve("deploy/container/Containerfile"),
                "--tag=localhost/keywright",
                Distribution.folder().getParent().toString());
        buildah("from", "--pull-never", "--name=keywright", "localhost/keywright");
    }

    /** Starts what the image says, with these files in the places that they are the values of. */
    Process start(Map<Path, String> mounts, Path log) throws IOException, InterruptedException {
        Map<String, Object> image = config();
        List<Object> arguments = new ArrayList<>((List<?>) image.get("Entrypoint"));
        arguments.addAll((List<?>) image.get("Cmd"));
        String[] user = image.get("User").toString().split(":", -1);
        // The record of a start must fit in the image, too: without it, nothing starts here.
        List<Object> environment = new ArrayList<>((List<?>) image.get("Env"));
        environment.add("_JAVA_OPTIONS=-XX:AOTMode=on");
        Map<String, Object> bundle = Map.of(
                "ociVersion", "1.0.0",
                "process",
                        Map.of(
                                "args",
                                arguments,
                                "env",
                                environment,
                                "cwd",
                                image.get("WorkingDir"),
                                "user",
                                Map.of("uid", Integer.valueOf(user[0]), "gid", Integer.valueOf(user[1])),
                                "capabilities",
                                Map.of(),
                                "noNewPrivileges",
                                true),
                "root", Map.of("path", buildah("mount", "keywright").strip(), "readonly", true),
                "mounts", mounts(mounts),
                "linux",
                        Map.of(
                                "namespaces",
                                Stream.of("pid", "network", "ipc", "uts", "mount")
                                        .map(it -> Map.of("type", it))
                                        .toList()));
        Path config = Files.createDirectories(folder.resolve("bundle")).resolve("config.json");
        Files.writeString(config, JSON.std.asString(bundle));
        // crun takes one hierarchy of cgroups only, whatever this machine has.
        ProcessBuilder run = crun("run", "--pid-file=" + pid(), "--bundle=" + config.getParent(), "kw");
        run.command()
                .addAll(
                        0,
                        List.of(
                                "unshare",
                                "--mount",
                                "sh",
                                "-c",
                                "mount -t cgroup2 all /sys/fs/cgroup && exec \"$@\"",
                                "sh"));
        Process process =
                run.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        while (process.isAlive() && (Files.notExists(pid()) || Files.size(pid()) == 0)) {
            Thread.sleep(20);
        }
        assertThat(pid()).as(Files.readString(log)).exists();
        return process;
    }

    private static List<Map<String, Object>> mounts(Map<Path, String> files) {
        List<Map<String, Object>> mounts = new ArrayList<>();
        mounts.add(Map.of("destination", "/proc", "type", "proc", "source", "proc"));
        mounts.add(Map.of(
                "destination", "/dev", "type", "tmpfs", "source", "tmpfs", "options", List.of("nosuid", "mode=755")));
        mounts.add(Map.of(
                "destination",
                "/tmp",
                "type",
                "tmpfs",
                "source",
                "tmpfs",
                "options",
                List.of("noexec", "nosuid", "nodev")));
        files.forEach((file, place) -> mounts.add(Map.of(
                "destination", place, "type", "bind", "source", file.toString(), "options", List.of("rbind", "rw"))));
        return mounts;
    }

    /** The first process, seen from here. */
    long init() throws IOException {
        return Long.parseLong(Files.readString(pid()).strip());
    }

    private Path pid() {
        return folder.resolve("pid");
    }

    private ProcessBuilder crun(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--root=" + folder.resolve("crun"), "--cgroup-manager=disabled"));
        all.addAll(List.of(arguments));
        return program("crun", all.toArray(String[]::new));
    }

    @SuppressWarnings("unchecked") // the form is that of the OCI
    private Map<String, Object> config() throws IOException, InterruptedException {
        Map<String, Object> image = (Map<String, Object>)
                JSON.std.mapFrom(buildah("inspect", "keywright")).get("OCIv1");
        return new LinkedHashMap<>((Map<String, Object>) image.get("config"));
    }

    private String buildah(String command, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--storage-driver=overlay", "--root=" + folder.resolve("storage")));
        all.addAll(List.of("--runroot=" + folder.resolve("run"), command));
        if (command.equals("bud") || command.equals("from")) {
            all.add("--signature-policy=" + folder.resolve("policy.json"));
        }
        all.addAll(List.of(arguments));
        return output(program("buildah", all.toArray(String[]::new)));
    }

    private static ProcessBuilder program(String name, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(PEER.resolve("usr/bin").resolve(name).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put(
                        "LD_LIBRARY_PATH",
                        PEER.resolve("usr/lib/x86_64-linux-gnu") + ":" + PEER.resolve("lib/x86_64-linux-gnu"));
        return builder;
    }

    private static String output(ProcessBuilder builder) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("container", ".log");
        try {
            Process process = builder.redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor())
                    .as("%s: %s%s", builder.command(), output, Files.readString(errors))
                    .isZero();
            return output;
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            output(crun("delete", "--force", "kw"));
            buildah("rm", "--all");
            buildah("rmi", "--all", "--force");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the container may be there still");
        }
    }
}
