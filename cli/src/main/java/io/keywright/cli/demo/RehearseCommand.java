package io.keywright.cli.demo;

import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Does in one process what others do in theirs, for the JVM to record what they need. */
@Command(name = RehearseCommand.NAME, hidden = true, header = "Call a server in many ways; part of the build.")
public final class RehearseCommand implements Runnable {

    static final String NAME = "rehearse";

    private static final String ALIAS = "rehearsal";
    private static final String KEY = "alias/" + ALIAS;

    /** Enough for the cryptography that large files are encrypted with. */
    private static final int FILE_BYTES = 33 << 20;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Where files may be made.")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "DATA", description = "The data folder of a development server that runs.")
    private Path data = Path.of("");

    private final Calls calls;

    /** Runs a command; answers its exit code. */
    @FunctionalInterface
    public interface Calls {
        int run(String... arguments);
    }

    public RehearseCommand(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void run() {
        String plain = file("plain");
        String secret = file("secret");
        fill(plain);
        call("keys", "create", "--type", "AES-256", "--alias", ALIAS);
        call("keys", "list");
        call("encrypt", KEY, plain, "--out", secret);
        call("decrypt", secret, "--out", file("again"));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void fill(String file) {
        try (RandomAccessFile zeros = new RandomAccessFile(file, "rw")) {
            zeros.setLength(FILE_BYTES);
        } catch (IOException e) {
            throw CommandFailed.because("No file could be made: %s".formatted(e));
        }
    }

    private void call(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        int ended = calls.run(all.toArray(String[]::new));
        Steps.expect(ended == 0, "%s ended with %d".formatted(String.join(" ", arguments), ended));
    }
}
