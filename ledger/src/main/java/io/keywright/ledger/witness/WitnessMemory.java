package io.keywright.ledger.witness;

import io.keywright.ledger.note.SignedNote;
import java.io.IOException;
import java.util.Optional;

/** Where a witness keeps the newest checkpoint of each log that it cosigned. Port; called by one thread at a time. */
public interface WitnessMemory {

    /**
     * The newest checkpoint of the log, with its cosignatures; empty if there was none.
     *
     * @throws IOException also if what is kept cannot be read: a witness that has forgotten must not cosign
     */
    Optional<SignedNote> newest(String origin) throws IOException;

    /** Keeps {@code checkpoint} in the place of the one before. Durable on return. */
    void keep(String origin, SignedNote checkpoint) throws IOException;
}
