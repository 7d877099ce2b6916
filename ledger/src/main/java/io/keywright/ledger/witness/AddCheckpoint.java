package io.keywright.ledger.witness;

import io.keywright.ledger.encoding.StrictDecimal;
import io.keywright.ledger.encoding.StrictUtf8;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.note.SignedNote;
import java.util.ArrayList;
import java.util.List;

/**
 * The request to cosign a checkpoint (C2SP tlog-witness, {@code add-checkpoint}). May come from anybody: only its form is
 * checked here.
 *
 * @param oldSize the size that the witness is thought to have cosigned last
 * @param path the consistency proof from there to the checkpoint, see {@link io.keywright.ledger.merkle.ConsistencyProof}
 */
public record AddCheckpoint(long oldSize, List<Hash> path, SignedNote checkpoint) {

    private static final String OLD = "old ";
    private static final String END_OF_PATH = "\n\n";
    private static final int LONGEST_PATH = 63;

    public AddCheckpoint {
        path = List.copyOf(path);
        if (oldSize < 0 || path.size() > LONGEST_PATH) {
            throw new IllegalArgumentException(
                    "an old size must not be negative, nor a proof longer than " + LONGEST_PATH + " hashes");
        }
    }

    /**
     * Reads what {@link #toString()} makes.
     *
     * @throws IllegalArgumentException if {@code request} is spelt in any other way
     */
    public static AddCheckpoint parse(byte[] request) {
        String text = StrictUtf8.decode(request);
        int end = text.indexOf(END_OF_PATH);
        if (end < 0 || !text.startsWith(OLD)) {
            throw new IllegalArgumentException(
                    "a request must be the old size, a proof, an empty line and a checkpoint");
        }
        String[] lines = text.substring(OLD.length(), end).split("\n", -1);
        List<Hash> path = new ArrayList<>();
        for (int line = 1; line < lines.length; line++) {
            path.add(Hash.parse(lines[line]));
        }
        return new AddCheckpoint(
                StrictDecimal.parse(lines[0]), path, SignedNote.parse(text.substring(end + END_OF_PATH.length())));
    }

    /** The request's body, in UTF-8 on the wire. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        path.forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
