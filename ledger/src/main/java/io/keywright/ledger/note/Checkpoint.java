package io.keywright.ledger.note;

import io.keywright.ledger.encoding.StrictDecimal;
import io.keywright.ledger.merkle.Hash;

/**
 * The head of a log (C2SP tlog-checkpoint), the text of a signed note. This log writes no extension lines.
 *
 * @param origin names the log; spelt like a key name, and without <code>{</code>, so that no checkpoint can be taken for a
 *     receipt, which the same key signs
 * @param size how many leaves
 * @param root the root hash of the tree of {@code size} leaves
 */
public record Checkpoint(String origin, long size, Hash root) {

    private static final int LINES = 3;

    public Checkpoint {
        KeyName.check(origin);
        if (origin.indexOf('{') >= 0) {
            throw new IllegalArgumentException("an origin must not hold {");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a log cannot have " + size + " leaves");
        }
    }

    /**
     * Reads what {@link #text()} makes.
     *
     * @throws IllegalArgumentException if {@code text} is spelt in any other way
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != LINES + 1 || !lines[LINES].isEmpty()) {
            throw new IllegalArgumentException("a checkpoint must have the lines origin, size and root, and no others");
        }
        return new Checkpoint(lines[0], StrictDecimal.parse(lines[1]), Hash.parse(lines[2]));
    }

    /**
     * Reads the checkpoint of any log: lines that extend it may follow, and are not looked at.
     *
     * @throws IllegalArgumentException if {@code text} is no checkpoint
     */
    public static Checkpoint parseExtended(String text) {
        String[] lines = text.split("\n", LINES + 1);
        if (lines.length != LINES + 1 || lines[LINES].startsWith("\n") || lines[LINES].contains("\n\n")) {
            throw new IllegalArgumentException(
                    "a checkpoint must have the lines origin, size and root, and no empty one");
        }
        return new Checkpoint(lines[0], StrictDecimal.parse(lines[1]), Hash.parse(lines[2]));
    }

    /** The text that is signed. */
    public String text() {
        return origin + '\n' + size + '\n' + root + '\n';
    }

    /**
     * The checkpoint as a note.
     *
     * @throws IllegalArgumentException unless the signer's key is named like the origin
     */
    public SignedNote sign(NoteSigner signer) {
        if (!signer.verifierKey().name().equals(origin)) {
            throw new IllegalArgumentException(
                    "the key that signs a checkpoint must be named like its origin, " + origin);
        }
        return SignedNote.sign(text(), signer);
    }
}
