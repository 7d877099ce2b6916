package io.keywright.ledger.witness;

import io.keywright.ledger.note.SignedNote;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Forgets at the end of the test. */
final class MemoryOfOne implements WitnessMemory {

    private final Map<String, SignedNote> kept = new HashMap<>();

    @Override
    public Optional<SignedNote> newest(String origin) {
        return Optional.ofNullable(kept.get(origin));
    }

    @Override
    public void keep(String origin, SignedNote checkpoint) {
        kept.put(origin, checkpoint);
    }
}
