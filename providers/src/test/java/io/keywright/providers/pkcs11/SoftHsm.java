package io.keywright.providers.pkcs11;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * SoftHSM in this process, as it is and behind {@link Unruly}. It takes its settings from an environment variable, which is
 * the process's: all tests here share one folder of tokens, and each makes its own in it. They share the library too, with
 * all that befalls it: each must hold the lock {@link #LOCK}.
 */
final class SoftHsm {

    /** For {@link org.junit.jupiter.api.parallel.ResourceLock}. */
    static final String LOCK = "SoftHSM";

    private static final List<Path> LIBRARIES = Stream.of(
                    "/usr/lib/softhsm/libsofthsm2.so",
                    "/usr/lib64/softhsm/libsofthsm2.so",
                    "/usr/local/lib/softhsm/libsofthsm2.so",
                    "/opt/homebrew/lib/softhsm/libsofthsm2.so")
            .map(Path::of)
            .toList();

    private static final Path FOLDER = folder();

    private SoftHsm() {}

    /** The library, or the test is skipped. */
    static Path library() {
        Path library =
                LIBRARIES.stream().filter(Files::isRegularFile).findFirst().orElse(LIBRARIES.getFirst());
        assumeTrue(Files.isRegularFile(library), "skipped: SoftHSM is not installed, run make peers");
        return library;
    }

    /** The library that behaves badly on demand, built once, or the test is skipped. */
    static synchronized Path unruly() throws IOException, InterruptedException {
        Path built = FOLDER.resolve("unruly.so");
        if (!Files.exists(built)) {
            build(library(), built);
        }
        return built;
    }

    /** Puts tokens that another process has made beside those of this one. The library sees them once initialized anew. */
    static void adoptTokens(Path tokens) throws IOException {
        try (Stream<Path> made = Files.list(tokens)) {
            for (Path token : made.toList()) {
                Files.move(token, FOLDER.resolve("tokens").resolve(token.getFileName()));
            }
        }
    }

    /** Has a process of its own initialize a token again. */
    static void initializeElsewhere(String label, String pin) throws IOException, InterruptedException {
        elsewhere(
                "softhsm2-util",
                "--init-token",
                "--token",
                label,
                "--label",
                label,
                "--so-pin",
                "officer-5678",
                "--pin",
                pin);
    }

    /** Has a process of its own make an AES-256 key as it should be. */
    static void makeKeyElsewhere(String token, String pin, String key) throws IOException, InterruptedException {
        elsewhere(
                "pkcs11-tool",
                "--module",
                library().toString(),
                "--token-label",
                token,
                "--login",
                "--pin",
                pin,
                "--keygen",
                "--key-type",
                "AES:32",
                "--label",
                key,
                "--id",
                "01",
                "--sensitive",
                "--private",
                "--usage-decrypt");
    }

    private static void elsewhere(String... command) throws IOException, InterruptedException {
        run(Stream.concat(Stream.of("env", "SOFTHSM2_CONF=" + FOLDER.resolve("softhsm2.conf")), Stream.of(command))
                .toArray(String[]::new));
    }

    private static void build(Path library, Path built) throws IOException, InterruptedException {
        Path source = FOLDER.resolve("unruly.c");
        try (var in = SoftHsm.class.getResourceAsStream("/pkcs11/unruly.c")) {
            Files.write(source, in.readAllBytes());
        }
        run(
                "gcc",
                "-O1",
                "-Wall",
                "-Werror",
                "-std=gnu17",
                "-shared",
                "-fPIC",
                "-DTHEIRS=\"" + library + "\"",
                "-o",
                built.toString(),
                source.toString(),
                "-ldl");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: " + command[0] + " is not installed, run make peers");
            throw e;
        }
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("could not run " + String.join(" ", command));
        }
    }

    private static Path folder() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            Path folder = Files.createTempDirectory(target, "softhsm-");
            Path tokens = Files.createDirectory(folder.resolve("tokens"));
            Path settings = folder.resolve("softhsm2.conf");
            Files.writeString(settings, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
            setEnvironment("SOFTHSM2_CONF", settings.toString());
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The C library's environment, which the JVM cannot set and native libraries read. */
    @SuppressWarnings("restricted")
    private static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor descriptor = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try (Arena memory = Arena.ofConfined()) {
            var setenv = linker.downcallHandle(linker.defaultLookup().findOrThrow("setenv"), descriptor);
            int answer = (int) setenv.invokeExact(memory.allocateFrom(name), memory.allocateFrom(value), 1);
            if (answer != 0) {
                throw new IllegalStateException("setenv failed");
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
