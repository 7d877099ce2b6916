package io.keywright.core.journal;

import io.keywright.core.change.InstallationChange.LedgerKeyRotated;
import io.keywright.ledger.note.NoteKey;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.succession.Signers;
import io.keywright.ledger.succession.Succession;
import io.keywright.ledger.succession.SuccessionStatement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys of the ledger: the one that signs now, old ones that still sign beside it what leaves the server, and which signed
 * what. The journal's writer alone moves on to the next. Cannot print secrets. Thread-safe.
 */
public final class LedgerKeyring {

    /**
     * A key that has handed over.
     *
     * @param until when it does not sign any more
     */
    public record Retiring(NoteSigner key, Instant until) {}

    private record State(NoteSigner current, List<Retiring> retiring, Succession succession, Signers signers) {}

    /** Reads the ledger's keys as the store has them, and opens them. */
    @FunctionalInterface
    public interface Source {
        LedgerKeyring read() throws StoreException;
    }

    private volatile State state;
    private State before;
    private volatile Source source = () -> this;

    /**
     * The keys as they were left.
     *
     * @throws IllegalArgumentException if the succession does not lead to {@code current}
     */
    public LedgerKeyring(NoteSigner current, List<Retiring> retiring, Succession succession) {
        if (!succession.isEmpty() && !succession.statements().getLast().to().equals(current.verifierKey())) {
            throw new IllegalArgumentException(
                    "the succession of the ledger's keys does not lead to the one that it has");
        }
        this.state = new State(current, List.copyOf(retiring), succession, signers(current, retiring, succession));
        this.before = state;
    }

    /** The ring of a ledger that never had another key. */
    public static LedgerKeyring of(NoteSigner only) {
        return new LedgerKeyring(only, List.of(), Succession.none());
    }

    private static Signers signers(NoteSigner current, List<Retiring> retiring, Succession succession) {
        List<NoteSigner> held = Stream.concat(
                        Stream.of(current), retiring.stream().map(Retiring::key))
                .toList();
        Signers signers = Signers.of(fastest(succession.first(current.verifierKey()), held));
        for (SuccessionStatement statement : succession.statements()) {
            signers = signers.then(statement.size(), fastest(statement.to(), held));
        }
        return signers;
    }

    /** Who holds a key may verify faster than its public half alone. */
    private static NoteKey fastest(VerifierKey key, List<NoteSigner> held) {
        return held.stream()
                .filter(signer -> signer.verifierKey().equals(key))
                .filter(NoteKey.class::isInstance)
                .map(NoteKey.class::cast)
                .findFirst()
                .orElse(key);
    }

    /** The ledger's name on its checkpoints. */
    public String origin() {
        return state.current().verifierKey().name();
    }

    /** Signs now. */
    public NoteSigner current() {
        return state.current();
    }

    /** Which key signed what. */
    public Signers signers() {
        return state.signers();
    }

    /** How they followed each other. */
    public Succession succession() {
        return state.succession();
    }

    /** The old keys that still sign beside the current one. */
    public List<NoteSigner> retiring(Instant now) {
        return state.retiring().stream()
                .filter(key -> now.isBefore(key.until()))
                .map(Retiring::key)
                .toList();
    }

    /** Where they are read again if another node has moved on to the next. */
    public void follow(Source store) {
        source = store;
    }

    /** Moves on to the key that the store has by now, if that is a later one. */
    public void renew() throws StoreException {
        State there = source.read().state;
        synchronized (this) {
            if (there.succession().statements().size()
                    > state.succession().statements().size()) {
                state = there;
            }
        }
    }

    /** Lets go of old keys whose time is over. */
    public synchronized void letGo(Instant now) {
        State present = state;
        List<Retiring> rest = present.retiring().stream()
                .filter(key -> now.isBefore(key.until()))
                .toList();
        state = new State(
                present.current(), rest, present.succession(), signers(present.current(), rest, present.succession()));
    }

    /** The next key takes over; {@link #takeBack} if that does not get durable. Called by the journal's writer alone. */
    synchronized void handOver(LedgerKeyRotated rotated, SignedNote statement) {
        before = state;
        Retiring old = new Retiring(before.current(), rotated.overlapUntil());
        List<Retiring> retiring = rotated.overlaps()
                ? Stream.concat(before.retiring().stream(), Stream.of(old)).toList()
                : before.retiring();
        Succession succession = before.succession().then(statement);
        state = new State(rotated.to(), retiring, succession, signers(rotated.to(), retiring, succession));
    }

    /** The key before goes on. */
    synchronized void takeBack() {
        state = before;
    }
}
