package io.keywright.ledger.evidence;

import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.VerifierKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@link EvidenceVerifier} finds.
 *
 * @param manifest what the archive says it is, as far as that can be read
 * @param key whose signatures were checked
 * @param checkpoint what the receipts were compared with
 * @param vouches what each further key that was asked for says of the checkpoint
 * @param receipts how many were examined
 * @param newer how many of them tell of operations, algorithms or error codes that this version does not know; 0 if they
 *     were not read one by one
 * @param chain which part of the tenant's receipts they are; empty if that is not proved, or an older version made the archive
 * @param compliance how many findings of compliance the receipts tell of; empty if an older version made the archive
 * @param findings empty if all is proved; otherwise the first ones
 * @param further how many more there are
 */
public record EvidenceVerdict(
        Optional<Manifest> manifest,
        Optional<VerifierKey> key,
        Optional<Checkpoint> checkpoint,
        List<Vouch> vouches,
        long receipts,
        long newer,
        Optional<ChainedReceipts> chain,
        OptionalLong compliance,
        List<Finding> findings,
        long further) {

    public EvidenceVerdict {
        vouches = List.copyOf(vouches);
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. Worth what the key is worth. */
    public boolean proved() {
        return findings.isEmpty();
    }
}
