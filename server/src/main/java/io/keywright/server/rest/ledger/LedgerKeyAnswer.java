package io.keywright.server.rest.ledger;

import io.keywright.core.ledger.Recorded;
import io.keywright.core.succession.LedgerKeyRotation.Rotated;
import java.time.Instant;
import java.util.UUID;

/**
 * That the ledger has another key.
 *
 * @param oldKey the verifier key of the one that handed over
 * @param newKey of the one that took over
 * @param overlapUntil until when the old one signs checkpoints, too
 * @param receiptId of the last receipt of the old key
 */
record LedgerKeyAnswer(String oldKey, String newKey, Instant overlapUntil, UUID receiptId) {

    static LedgerKeyAnswer of(Recorded<Rotated> recorded) {
        Rotated rotated = recorded.value();
        return new LedgerKeyAnswer(
                rotated.from().toString(), rotated.to().toString(), rotated.overlapUntil(), recorded.receiptId());
    }
}
