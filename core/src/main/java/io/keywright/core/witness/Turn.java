package io.keywright.core.witness;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.PublishedCheckpoint;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.witness.WitnessStatus.State;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.note.NoteSignature;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.witness.AddCheckpoint;
import io.keywright.ledger.witness.Ruling;
import io.keywright.ledger.witness.Ruling.Reason;
import java.io.IOException;
import java.util.List;

/** Asks one witness to cosign one checkpoint. */
record Turn(ConfiguredWitness witness, PublishedCheckpoint checkpoint, ReceiptStore ledger) {

    /**
     * What came of it.
     *
     * @param cosignatures those that are right, if it cosigned
     */
    record Outcome(State state, List<NoteSignature> cosignatures) {
        static Outcome of(State state) {
            return new Outcome(state, List.of());
        }
    }

    /**
     * Asks, and once more if the witness has another size in mind.
     *
     * @param oldSize what it cosigned last, as far as is known
     */
    Outcome take(long oldSize) throws StoreException {
        try {
            Ruling first = ask(Math.min(oldSize, checkpoint.head().size()));
            if (!(first instanceof Ruling.OtherSize other)) {
                return outcome(first);
            }
            return other.size() > checkpoint.head().size() ? sawMore(other.size()) : outcome(ask(other.size()));
        } catch (IOException e) {
            return Outcome.of(State.UNREACHABLE);
        }
    }

    /** Unless the ledger has grown meanwhile, and another node was faster: the next round will tell. */
    private Outcome sawMore(long size) throws StoreException {
        long now = ledger.ledger(view -> view.head().size());
        return Outcome.of(size <= now ? State.UNASKED : State.SAW_MORE);
    }

    private Ruling ask(long oldSize) throws StoreException, IOException {
        List<Hash> path = ledger.ledger(
                view -> ConsistencyProof.of(oldSize, checkpoint.head().size(), view.tiles())
                        .path());
        return witness.link().add(new AddCheckpoint(oldSize, path, checkpoint.note()));
    }

    private Outcome outcome(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Cosigned cosigned -> checked(cosigned.signatures());
            case Ruling.OtherSize ignored -> Outcome.of(State.REFUSED);
            case Ruling.Refused refused ->
                Outcome.of(refused.reason() == Reason.INCONSISTENT ? State.SAW_ANOTHER : State.REFUSED);
        };
    }

    /** Signatures of keys that nobody configured are dropped. */
    private Outcome checked(List<NoteSignature> signatures) {
        SignedNote cosigned = new SignedNote(checkpoint.note().text(), signatures);
        List<CosignerKey> signed = witness.keys().stream()
                .filter(key -> cosigned.check(key) == SignatureCheck.VALID)
                .toList();
        boolean wrong = witness.keys().stream().anyMatch(key -> cosigned.check(key) == SignatureCheck.WRONG);
        if (wrong || signed.isEmpty()) {
            return Outcome.of(State.REFUSED);
        }
        return new Outcome(
                State.COSIGNED,
                signatures.stream()
                        .filter(signature -> signed.stream().anyMatch(signature::claims))
                        .toList());
    }
}
