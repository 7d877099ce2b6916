package io.keywright.core.backup;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.witness.ConfiguredWitness;
import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteKey;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.witness.AddCheckpoint;
import io.keywright.ledger.witness.Ruling;
import java.io.IOException;

/**
 * What others have seen of a ledger that was put together from a backup, so that nobody takes it for all that there was. Calls
 * block.
 *
 * @param ledger as it is in the backup
 * @param key its own, which vouches for checkpoints
 */
public record LedgerSightings(ReceiptStore ledger, NoteKey key) {

    /** What one of them has seen. */
    public sealed interface Sighting {

        /** The beginning of the ledger, or all of it. */
        record Same(String who) implements Sighting {}

        /** A ledger of more receipts: those from the backup's size on are lost. */
        record More(String who, long size) implements Sighting {}

        /** Another ledger of the same name: one of them was rewritten. */
        record Another(String who) implements Sighting {}

        /** Nobody knows: it did not answer, or knows no such ledger. */
        record Unknown(String who, String why) implements Sighting {}
    }

    /** What a checkpoint says that somebody has kept. */
    public Sighting of(String who, SignedNote kept) throws StoreException {
        Checkpoint seen = Checkpoint.parse(kept.text());
        Checkpoint own = Checkpoint.parse(head().text());
        if (kept.check(key) != SignatureCheck.VALID || !seen.origin().equals(own.origin())) {
            return new Sighting.Unknown(who, "it is of another ledger, or nobody signed it");
        }
        if (seen.size() > own.size()) {
            return new Sighting.More(who, seen.size());
        }
        return proof(seen.size(), own.size()).verify(seen.root(), own.root())
                ? new Sighting.Same(who)
                : new Sighting.Another(who);
    }

    /** What a witness says. Where it has seen less, it is brought up to the backup's size. */
    public Sighting of(ConfiguredWitness witness) throws StoreException {
        long size = Checkpoint.parse(head().text()).size();
        try {
            Ruling ruling = ask(witness, size, size);
            return ruling instanceof Ruling.OtherSize other && other.size() < size
                    ? sighting(witness, ask(witness, other.size(), size), size)
                    : sighting(witness, ruling, size);
        } catch (IOException e) {
            return new Sighting.Unknown(witness.name(), "it does not answer: " + e.getMessage());
        }
    }

    private static Sighting sighting(ConfiguredWitness witness, Ruling ruling, long size) {
        return switch (ruling) {
            case Ruling.Cosigned cosigned -> new Sighting.Same(witness.name());
            case Ruling.OtherSize other ->
                other.size() > size
                        ? new Sighting.More(witness.name(), other.size())
                        : new Sighting.Unknown(witness.name(), "it says now this, now that");
            case Ruling.Refused refused ->
                refused.reason() == Ruling.Reason.INCONSISTENT
                        ? new Sighting.Another(witness.name())
                        : new Sighting.Unknown(witness.name(), refused.detail());
        };
    }

    private Ruling ask(ConfiguredWitness witness, long oldSize, long size) throws StoreException, IOException {
        return witness.link()
                .add(new AddCheckpoint(oldSize, proof(oldSize, size).path(), head()));
    }

    private ConsistencyProof proof(long from, long to) throws StoreException {
        return ledger.ledger(view -> ConsistencyProof.of(from, to, view.tiles()));
    }

    private SignedNote head() throws StoreException {
        String checkpoint = ledger.ledger(view -> view.head().checkpoint());
        return SignedNote.parse(checkpoint);
    }
}
