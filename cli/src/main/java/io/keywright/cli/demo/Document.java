package io.keywright.cli.demo;

import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file to be signed, with its content. */
record Document(Path file, byte[] content) {

    /** @throws CommandFailed if the file cannot be read */
    static Document read(Path file) {
        try {
            return new Document(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw CommandFailed.because("The demo signs the file %s, which cannot be read.".formatted(file));
        }
    }

    String name() {
        return String.valueOf(file.getFileName());
    }
}
