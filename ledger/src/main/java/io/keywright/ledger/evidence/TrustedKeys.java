package io.keywright.ledger.evidence;

import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.note.VerifierKey;
import java.util.List;
import java.util.Optional;

/**
 * Whose word counts when an archive is verified. Every key that is named must vouch for the archive's checkpoint.
 *
 * @param ledger the ledger's keys, obtained from a place that is trusted; if empty, those in the archive are believed
 * @param witnesses the keys of witnesses of other owners
 */
public record TrustedKeys(Optional<LogKeys> ledger, List<CosignerKey> witnesses) {

    public TrustedKeys {
        witnesses = List.copyOf(witnesses);
    }

    /** The ledger's signing key alone. */
    public static TrustedKeys of(VerifierKey ledger) {
        return new TrustedKeys(Optional.of(new LogKeys(ledger, List.of())), List.of());
    }
}
