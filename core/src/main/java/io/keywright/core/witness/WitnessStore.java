package io.keywright.core.witness;

import io.keywright.core.journal.StoreException;
import io.keywright.ledger.note.SignedNote;
import java.util.Map;
import java.util.Optional;

/** Keeps what witnesses have cosigned. Calls may block. */
public interface WitnessStore {

    /** The size that each witness cosigned last, by its name. */
    Map<String, Long> cosigned() throws StoreException;

    /** The newest checkpoint that enough witnesses cosigned. */
    Optional<SignedNote> witnessed() throws StoreException;

    /**
     * Keeps what came of a round, in one transaction. Durable on return.
     *
     * @param sizes what witnesses cosigned, by name; the others stay as they are
     * @param witnessed takes the place of the one before, if present
     */
    void keep(Map<String, Long> sizes, Optional<SignedNote> witnessed) throws StoreException;
}
