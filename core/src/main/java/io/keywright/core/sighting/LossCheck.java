package io.keywright.core.sighting;

import io.keywright.core.backup.LedgerSightings;
import io.keywright.core.backup.LedgerSightings.Sighting;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.LostReceiptsException;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import io.keywright.model.Restoration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Compares the store's ledger with what this node has seen of it before it was stopped. Calls block.
 *
 * @param keys of the store's ledger
 * @param accepted the number of the last receipt whose loss the operator accepts
 */
public record LossCheck(ReceiptStore ledger, LedgerKeyring keys, Optional<Long> accepted, InstantSource clock) {

    /**
     * What is lost, if that is accepted; empty if nothing is.
     *
     * @param file where what was seen is kept
     * @throws LostReceiptsException if receipts are lost and that is not accepted
     * @throws StoreException if it is another ledger
     */
    public Optional<Restoration> of(HeadFile file) throws StoreException {
        Optional<SignedNote> seen = file.read();
        return seen.isEmpty() ? Optional.empty() : of(file, seen.get());
    }

    private Optional<Restoration> of(HeadFile file, SignedNote seen) throws StoreException {
        Checkpoint known = Checkpoint.parse(seen.text());
        if (!known.origin().equals(keys.origin())) {
            throw new StoreException("This node has seen the ledger " + known.origin() + ", and the store's is "
                    + keys.origin()
                    + ". Correct where the store is; if this node is to serve another ledger from now on, take "
                    + file.file() + " away.");
        }
        long size = ledger.ledger(view -> view.head().size());
        LedgerSightings sightings = new LedgerSightings(ledger, keys.signers().at(known.size()));
        return switch (sightings.of("this node", seen)) {
            case Sighting.Same same -> Optional.empty();
            case Sighting.More more ->
                accept(
                        LostReceiptsException.fewer(known.size(), size),
                        known.size(),
                        size,
                        OptionalLong.of(known.size() - size));
            case Sighting.Another another ->
                accept(LostReceiptsException.others(known.size()), known.size(), size, OptionalLong.empty());
            case Sighting.Unknown unknown ->
                accept(LostReceiptsException.others(known.size()), known.size(), size, OptionalLong.empty());
        };
    }

    private Optional<Restoration> accept(LostReceiptsException loss, long seen, long size, OptionalLong lost)
            throws LostReceiptsException {
        if (accepted.isEmpty() || accepted.get() < seen - 1) {
            throw loss;
        }
        return Optional.of(new Restoration(Optional.empty(), size, lost, clock.instant()));
    }
}
