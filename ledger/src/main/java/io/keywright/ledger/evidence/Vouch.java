package io.keywright.ledger.evidence;

import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import java.time.Instant;
import java.util.Optional;

/**
 * What a cosigner says of an archive's checkpoint.
 *
 * @param check whether its cosignature is there, and right
 * @param at when it stated that the checkpoint was the newest it had seen; empty if it did not
 */
public record Vouch(CosignerKey key, SignatureCheck check, Optional<Instant> at) {

    static Vouch of(CosignerKey key, SignedNote checkpoint) {
        return new Vouch(key, checkpoint.check(key), key.cosignedAt(checkpoint));
    }

    /** Whether it vouches for the checkpoint. */
    public boolean given() {
        return check == SignatureCheck.VALID;
    }
}
