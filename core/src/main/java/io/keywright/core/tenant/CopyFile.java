package io.keywright.core.tenant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.model.file.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A file with a sealed copy: when it was confirmed, and what is sealed in Base64, each on a line. */
record CopyFile(Path path) {

    private static final int LINES = 2;

    /** Puts a copy there instead of the one before, whole or not at all. */
    void write(SealedCopy copy) throws IOException {
        String lines = copy.confirmedAt() + "\n" + Base64.getEncoder().encodeToString(copy.sealed()) + "\n";
        DurableFile.write(path, lines.getBytes(US_ASCII));
    }

    /** What is there; nothing if it is no copy. */
    Optional<SealedCopy> read() throws IOException {
        try {
            List<String> lines = Files.readAllLines(path);
            return lines.size() == LINES
                    ? Optional.of(new SealedCopy(
                            Instant.parse(lines.getFirst()), Base64.getDecoder().decode(lines.getLast())))
                    : Optional.empty();
        } catch (NoSuchFileException | DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
