package io.keywright.core.sighting;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.StoreException;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import io.keywright.model.file.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that has one head of a ledger: its checkpoint. */
public record HeadFile(Path file) {

    /**
     * What is in it; empty if there is none.
     *
     * @throws StoreException if it cannot be read, or is no checkpoint
     */
    public Optional<SignedNote> read() throws StoreException {
        try {
            SignedNote note = SignedNote.parse(Files.readString(file, UTF_8));
            Checkpoint.parse(note.text());
            return Optional.of(note);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(
                    "Cannot read " + file
                            + ", the ledger's head that this node has seen last. Make it this user's; if it was"
                            + " damaged, take it away, and compare the ledger with a checkpoint that somebody has kept.",
                    e);
        }
    }

    /** Replaces it as a whole, on the disk. */
    void write(LedgerHead head) throws IOException {
        DurableFile.write(file, head.checkpoint().getBytes(UTF_8));
    }
}
