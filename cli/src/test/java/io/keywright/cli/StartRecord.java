package io.keywright.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the JVM records of a start, as {@code make build} has it made: with it, each start of a server or a command costs half as much. */
final class StartRecord {

    private static final Path FILE = Pasted.HOME.resolve("cli/target/command.aot");
    private static boolean made;

    private StartRecord() {}

    /** Has it made once for each build; whoever comes meanwhile waits. */
    static synchronized void make() throws IOException {
        if (!made) {
            if (Files.notExists(FILE) || isOlderThan(Started.SERVER)) {
                train();
            }
            made = true;
        }
    }

    private static boolean isOlderThan(Path jar) throws IOException {
        return Files.getLastModifiedTime(FILE).compareTo(Files.getLastModifiedTime(jar)) < 0;
    }

    private static void train() throws IOException {
        Process train = new ProcessBuilder(Pasted.HOME.resolve("bin/keywright").toString(), "train")
                .redirectErrorStream(true)
                .start();
        String output = new String(train.getInputStream().readAllBytes(), UTF_8);
        assertThat(train.onExit().join().exitValue()).as(output).isZero();
    }
}
