package io.keywright.ledger.succession;

import io.keywright.ledger.encoding.StrictDecimal;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * That a ledger's key hands over to another: the text of a note that both have signed. Neither a checkpoint nor a receipt can
 * be taken for one: its second line is no size, and it does not begin with <code>{</code>.
 *
 * @param size how many receipts are the old key's, 1 at the least; the last of them tells of the succession. What comes
 *     then is the new key's, and so are the checkpoints of that size or more
 * @param root of the tree of {@code size} leaves
 * @param from the old key
 * @param to the new key, of the same name
 * @param at when, to the second
 */
public record SuccessionStatement(long size, Hash root, VerifierKey from, VerifierKey to, Instant at) {

    private static final String HEADER = "keywright.io/ledger-succession@v1";
    private static final int LINES = 7;

    public SuccessionStatement {
        if (size < 1) {
            throw new IllegalArgumentException("a key that signed nothing cannot hand over");
        }
        if (!from.name().equals(to.name()) || from.id() == to.id()) {
            throw new IllegalArgumentException("the keys of a succession must have one name and two ids");
        }
        if (!at.truncatedTo(ChronoUnit.SECONDS).equals(at)) {
            throw new IllegalArgumentException("the time of a succession is one of whole seconds");
        }
    }

    /**
     * Reads what {@link #text()} makes.
     *
     * @throws IllegalArgumentException if {@code text} is spelt in any other way
     */
    public static SuccessionStatement parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != LINES + 1 || !lines[0].equals(HEADER)) {
            throw new IllegalArgumentException(
                    "a statement of a succession must have " + LINES + " lines, of which the" + " first is " + HEADER);
        }
        SuccessionStatement statement = new SuccessionStatement(
                StrictDecimal.parse(lines[2]),
                Hash.parse(lines[3]),
                VerifierKey.parse(lines[4]),
                VerifierKey.parse(lines[5]),
                time(lines[6]));
        if (!statement.text().equals(text)) {
            throw new IllegalArgumentException("a statement of a succession in another than its one form");
        }
        return statement;
    }

    private static Instant time(String line) {
        try {
            return Instant.parse(line);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the time of a succession must be one in UTC", e);
        }
    }

    /**
     * The statement of a note that both keys signed.
     *
     * @throws IllegalArgumentException if it is none, or a signature is missing or wrong
     */
    public static SuccessionStatement read(SignedNote note) {
        SuccessionStatement statement = parse(note.text());
        for (VerifierKey key : List.of(statement.from(), statement.to())) {
            if (note.check(key) != SignatureCheck.VALID) {
                throw new IllegalArgumentException("the key " + key + " did not sign that "
                        + (key.equals(statement.from()) ? "it hands over" : "it takes over"));
            }
        }
        return statement;
    }

    /** The ledger's name, which is its keys', too. */
    public String origin() {
        return from.name();
    }

    /** The text that is signed. */
    public String text() {
        return String.join("\n", HEADER, origin(), "" + size, "" + root, "" + from, "" + to, "" + at) + "\n";
    }

    /** The statement as a note, signed by the old key, then by the new one. */
    public SignedNote sign(NoteSigner old, NoteSigner next) {
        return SignedNote.sign(text(), old).with(SignedNote.sign(text(), next).signatures());
    }
}
