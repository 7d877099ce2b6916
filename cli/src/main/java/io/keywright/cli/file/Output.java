package io.keywright.cli.file;

import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command writes bytes: a file, which is there whole or not at all, or standard output. Mixed in by {@code @Mixin}. */
public final class Output {

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write, readable by its owner alone; left out or -, standard output.")
    private @Nullable Path file;

    /** Writes all that there is to write. */
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException, GeneralSecurityException, InterruptedException;
    }

    /** Whether a file was named. */
    public boolean isFile() {
        return file != null && !file.toString().equals("-");
    }

    /**
     * Passes if there is a file, or a program that reads the output.
     *
     * @throws CommandFailed if bytes that nobody can read would go to a person's screen
     */
    public void requireNoScreen(Terminal terminal) {
        if (!isFile() && terminal.isScreen()) {
            throw CommandFailed.badInput("This is not for a screen: name a file by --out, or pipe it on.");
        }
    }

    /**
     * Passes if there is a file, so that standard output is free for what is told of it.
     *
     * @throws CommandFailed if the bytes themselves go to standard output
     */
    public void requireFile() {
        if (!isFile()) {
            throw CommandFailed.badInput(
                    "Standard output has the bytes themselves: name a file for them by --out, or leave -o out.");
        }
    }

    /** Writes {@code bytes}. */
    public void write(Terminal terminal, byte[] bytes) {
        try {
            write(terminal, out -> out.write(bytes));
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException("nothing but bytes was written", e);
        }
    }

    /**
     * Writes what {@code writing} gives; if that fails, no file is left or changed.
     *
     * @return how many bytes that were
     * @throws CommandFailed if it cannot be written
     */
    public long write(Terminal terminal, Writing writing) throws GeneralSecurityException, InterruptedException {
        try {
            if (file == null || !isFile()) {
                return write(writing, new CheckedStream(terminal.out()));
            } else if (Files.exists(file) && !Files.isRegularFile(file)) {
                try (OutputStream device = Files.newOutputStream(file)) {
                    return write(writing, device);
                }
            } else {
                try (Draft draft = new Draft(file)) {
                    long bytes = write(writing, draft.out());
                    draft.keep();
                    return bytes;
                }
            }
        } catch (IOException e) {
            throw CommandFailed.because("It could not be read or written to the end: %s.".formatted(Reason.of(e)));
        }
    }

    private static long write(Writing writing, OutputStream to)
            throws IOException, GeneralSecurityException, InterruptedException {
        CountedStream counted = new CountedStream(to);
        writing.to(counted);
        return counted.bytes();
    }

    /** Standard output, which keeps its faults to itself unless asked. */
    private static final class CheckedStream extends OutputStream {

        private final PrintStream out;

        CheckedStream(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            if (out.checkError()) {
                throw new IOException("standard output takes nothing more");
            }
        }
    }
}
