package io.keywright.ledger.succession;

import io.keywright.ledger.note.NoteKey;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which of a ledger's keys signed what: each the receipts from one index on, up to where the next takes over. Immutable, as
 * its keys are.
 */
public final class Signers {

    private final NavigableMap<Long, NoteKey> keys;

    private Signers(NavigableMap<Long, NoteKey> keys) {
        this.keys = Collections.unmodifiableNavigableMap(keys);
    }

    /** The one key of a ledger that never had another. */
    public static Signers of(NoteKey only) {
        return new Signers(new TreeMap<>(Collections.singletonMap(0L, only)));
    }

    /**
     * These, and {@code next} from receipt {@code size} on.
     *
     * @throws IllegalArgumentException if the key before took over there or later
     */
    public Signers then(long size, NoteKey next) {
        if (size <= keys.lastKey()) {
            throw new IllegalArgumentException("a key takes over further on in the ledger than the one before");
        }
        NavigableMap<Long, NoteKey> longer = new TreeMap<>(keys);
        longer.put(size, next);
        return new Signers(longer);
    }

    /** The key that signed the receipt at {@code index}, no other of them. */
    public NoteKey at(long index) {
        return keys.floorEntry(index).getValue();
    }

    /**
     * Whether the ledger signed a checkpoint of {@code size} receipts. A key that has handed over cannot speak for what came
     * then; one that came later can speak for all before.
     */
    public SignatureCheck check(SignedNote checkpoint, long size) {
        List<SignatureCheck> checks = keys.tailMap(keys.floorKey(size), true).values().stream()
                .map(checkpoint::check)
                .distinct()
                .toList();
        if (checks.contains(SignatureCheck.WRONG)) {
            return SignatureCheck.WRONG;
        }
        return checks.contains(SignatureCheck.VALID) ? SignatureCheck.VALID : SignatureCheck.MISSING;
    }

    /** The key that signs now. */
    public NoteKey newest() {
        return keys.lastEntry().getValue();
    }

    /** All of them, the first one first. */
    public List<NoteKey> all() {
        return List.copyOf(keys.values());
    }
}
