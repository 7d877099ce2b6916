package io.keywright.cli.dev;

import io.keywright.model.file.DurableFile;
import io.keywright.model.file.FileMode;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The file that a server writes once it serves; its content is the base URL. Goes away with the process. */
record ReadyFile(Path path) {

    private static final int POLL_MILLIS = 2;

    /** Removes what an earlier server may have left there, lest it be taken for this one's. */
    static ReadyFile at(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.deleteIfExists(absolute);
        } catch (IOException e) {
            throw unwritable(absolute);
        }
        if (!Files.isWritable(absolute.resolveSibling("."))) {
            throw unwritable(absolute);
        }
        absolute.toFile().deleteOnExit();
        return new ReadyFile(absolute);
    }

    private static CommandFailed unwritable(Path path) {
        return CommandFailed.badInput(
                "The ready file %s cannot be written. Choose another by --ready-file.".formatted(path));
    }

    /** Writes the base URL, for who waits for this file. */
    void write(String url) {
        try {
            DurableFile.write(path, (url + "\n").getBytes(StandardCharsets.US_ASCII), FileMode.EVERYBODY);
        } catch (IOException e) {
            throw unwritable(path);
        }
    }

    /** Hands over the base URL, on a thread of its own that does not keep the process alive. */
    void whenWritten(Consumer<String> then) {
        Thread.ofPlatform().daemon().name("ready-file").start(() -> then.accept(await()));
    }

    private String await() {
        try {
            while (true) {
                if (Files.exists(path) && Files.size(path) > 0) {
                    return Files.readString(path).strip();
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the ready file cannot be read", e);
        }
    }
}
