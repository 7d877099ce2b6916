package io.keywright.core.ledger;

import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;

/**
 * A checkpoint of this ledger with all the signatures that it leaves with.
 *
 * @param head what the note's text says
 */
public record PublishedCheckpoint(Checkpoint head, SignedNote note) {

    /**
     * The checkpoint that the note is.
     *
     * @throws IllegalArgumentException if its text is no checkpoint
     */
    public static PublishedCheckpoint of(SignedNote note) {
        return new PublishedCheckpoint(Checkpoint.parse(note.text()), note);
    }

    /** Whether the leaf of that number is among those that it commits to. */
    public boolean holds(long index) {
        return index < head.size();
    }
}
