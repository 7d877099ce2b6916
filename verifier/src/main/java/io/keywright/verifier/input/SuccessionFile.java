package io.keywright.verifier.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.succession.SuccessionProof;
import java.nio.file.Path;

/** Reads how a ledger's keys followed each other. */
public final class SuccessionFile {

    private SuccessionFile() {}

    /**
     * The succession that {@code --succession} names.
     *
     * @throws io.keywright.verifier.terminal.CommandFailed if the file cannot be read
     * @throws IllegalArgumentException as {@link SuccessionProof#parse} does
     */
    public static SuccessionProof read(Path file) {
        return SuccessionProof.parse(InputFile.text("--succession", file).getBytes(UTF_8));
    }
}
