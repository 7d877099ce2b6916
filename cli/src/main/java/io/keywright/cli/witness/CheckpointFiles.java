package io.keywright.cli.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.witness.WitnessMemory;
import io.keywright.model.file.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A witness's memory: a file for each log, named by the hash of its origin.
 *
 * @param key of the witness; a file that it did not cosign was altered and is not believed
 */
record CheckpointFiles(Path folder, CosignerKey key) implements WitnessMemory {

    @Override
    public Optional<SignedNote> newest(String origin) throws IOException {
        Path file = file(origin);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        SignedNote note;
        try {
            note = SignedNote.parse(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw altered(file);
        }
        if (key.cosignedAt(note).isEmpty() || !note.text().startsWith(origin + "\n")) {
            throw altered(file);
        }
        return Optional.of(note);
    }

    private static IOException altered(Path file) {
        return new IOException(file + " was altered; restore it from your backup");
    }

    @Override
    public void keep(String origin, SignedNote checkpoint) throws IOException {
        DurableFile.write(file(origin), checkpoint.toString().getBytes(UTF_8));
    }

    private Path file(String origin) {
        return folder.resolve(OriginHash.of(origin) + ".checkpoint");
    }
}
