package io.keywright.cli.file;

import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a command reads bytes: a file, or standard input if it is named {@code -}. */
public final class Input {

    private static final long UNKNOWN = 0;
    private static final int MOST_BYTES_OF_TEXT = 64 * 1024;

    private final Path file;

    public Input(Path file) {
        this.file = file;
    }

    /** What to call it in a sentence. */
    public String name() {
        return isStandardInput() ? "standard input" : file.toString();
    }

    /** How many bytes it has, or 0 if that is not known before. */
    public long size() {
        try {
            return isStandardInput() || !Files.isRegularFile(file) ? UNKNOWN : Files.size(file);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /**
     * Its bytes.
     *
     * @throws CommandFailed if it cannot be opened
     */
    public InputStream open() {
        if (isStandardInput()) {
            return new FileInputStream(FileDescriptor.in);
        }
        try {
            if (Files.isDirectory(file)) {
                throw CommandFailed.badInput("%s is a folder; name a file.".formatted(file));
            }
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw CommandFailed.badInput("FILE cannot be read: %s.".formatted(Reason.of(e)));
        }
    }

    /**
     * All of it, as a text of moderate length, such as certificates in PEM.
     *
     * @throws CommandFailed if it cannot be read, or is longer
     */
    public String text() {
        try (InputStream content = open()) {
            byte[] bytes = content.readNBytes(MOST_BYTES_OF_TEXT + 1);
            if (bytes.length > MOST_BYTES_OF_TEXT) {
                throw CommandFailed.badInput("%s has more than %d bytes.".formatted(name(), MOST_BYTES_OF_TEXT));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CommandFailed.badInput("%s cannot be read: %s.".formatted(name(), Reason.of(e)));
        }
    }

    private boolean isStandardInput() {
        return file.toString().equals("-");
    }
}
