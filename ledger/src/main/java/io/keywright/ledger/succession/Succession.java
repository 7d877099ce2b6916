package io.keywright.ledger.succession;

import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a ledger's keys followed each other: statements that lead from the first key to the newest, each signed by the key that
 * hands over and the one that takes over. Immutable.
 */
public final class Succession {

    /** {@code operation} of the receipt with which a key hands over, its last one. */
    public static final String OPERATION = "ledger_key_rotated";

    private final List<SignedNote> notes;
    private final List<SuccessionStatement> statements;

    private Succession(List<SignedNote> notes, List<SuccessionStatement> statements) {
        this.notes = List.copyOf(notes);
        this.statements = List.copyOf(statements);
    }

    /** The succession of a ledger that still has its first key. */
    public static Succession none() {
        return new Succession(List.of(), List.of());
    }

    /**
     * The succession that these statements make, oldest first.
     *
     * @throws IllegalArgumentException if a signature is missing or wrong, if a statement is missing between two others or
     *     does not stand in its place, or if a key comes back
     */
    public static Succession of(List<SignedNote> notes) {
        List<SuccessionStatement> statements =
                notes.stream().map(SuccessionStatement::read).toList();
        Set<VerifierKey> seen = new HashSet<>();
        SuccessionStatement before = null;
        for (SuccessionStatement statement : statements) {
            if (before != null && !follows(statement, before)) {
                throw new IllegalArgumentException(
                        "the statements of a succession must follow each other: each key hands"
                                + " over what it took over, further on in the ledger");
            }
            if (!seen.add(statement.from()) || seen.contains(statement.to())) {
                throw new IllegalArgumentException("a key that has handed over must not come back");
            }
            before = statement;
        }
        return new Succession(notes, statements);
    }

    private static boolean follows(SuccessionStatement statement, SuccessionStatement before) {
        return statement.from().equals(before.to()) && statement.size() > before.size();
    }

    /**
     * This succession and one more.
     *
     * @throws IllegalArgumentException as {@link #of} does
     */
    public Succession then(SignedNote note) {
        List<SignedNote> longer = new ArrayList<>(notes);
        longer.add(note);
        return of(longer);
    }

    /** Whether the ledger still has its first key. */
    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /** The signed statements, oldest first. */
    public List<SignedNote> notes() {
        return notes;
    }

    /** What they say. */
    public List<SuccessionStatement> statements() {
        return statements;
    }

    /**
     * The key that the ledger began with.
     *
     * @param present the key that it has now
     */
    public VerifierKey first(VerifierKey present) {
        return isEmpty() ? present : statements.get(0).from();
    }

    /**
     * Which key signed what, for whoever trusts one of them: each was vouched for by the one before, and vouches for it.
     *
     * @throws IllegalArgumentException if {@code trusted} is none of them
     */
    public Signers signers(VerifierKey trusted) {
        Signers signers = Signers.of(first(trusted));
        for (SuccessionStatement statement : statements) {
            signers = signers.then(statement.size(), statement.to());
        }
        if (!signers.all().contains(trusted)) {
            throw new IllegalArgumentException("the succession leads neither from nor to the key that you trust");
        }
        return signers;
    }
}
