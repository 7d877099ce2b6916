package io.keywright.ledger.evidence;

import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.succession.SuccessionProof;
import java.util.List;
import java.util.Optional;

/**
 * Whose word counts when an archive is verified. Every key that is named must vouch for the archive's checkpoint.
 *
 * @param ledger the ledger's keys, obtained from a place that is trusted; if empty, those in the archive are believed
 * @param succession leads from or to the ledger's first key here; if empty, the one in the archive does, if there is one
 * @param witnesses the keys of witnesses of other owners
 */
public record TrustedKeys(Optional<LogKeys> ledger, Optional<SuccessionProof> succession, List<CosignerKey> witnesses) {

    public TrustedKeys {
        witnesses = List.copyOf(witnesses);
    }

    /** A ledger's keys and witnesses, without a succession from elsewhere. */
    public TrustedKeys(Optional<LogKeys> ledger, List<CosignerKey> witnesses) {
        this(ledger, Optional.empty(), witnesses);
    }

    /** The ledger's signing key alone. */
    public static TrustedKeys of(VerifierKey ledger) {
        return new TrustedKeys(Optional.of(new LogKeys(ledger, List.of())), List.of());
    }
}
