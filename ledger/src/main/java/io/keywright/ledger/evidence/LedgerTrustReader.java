package io.keywright.ledger.evidence;

import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.cosignature.WitnessPolicy;
import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.succession.Signers;
import io.keywright.ledger.succession.SuccessionProof;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds out which keys signed what is in an archive, from what is trusted. */
record LedgerTrustReader(TrustedKeys trusted, Findings findings) {

    private static final int MOST_SMALL = 1 << 16;

    /** @throws Flaw if there is no key to go by, or it is not proved how the ledger's keys followed each other */
    LedgerTrust read(EvidencePackage archive, Manifest listing) throws IOException {
        String inside = archive.text(EvidenceFiles.LEDGER_KEY, MOST_SMALL);
        try {
            LogKeys keys = trusted.ledger().orElseGet(() -> believed(inside));
            Signers signers = signers(archive, listing, keys);
            if (signers.all().stream().noneMatch(key -> inside.startsWith(key + "\n"))) {
                findings.add(new Finding(
                        EvidenceFiles.LEDGER_KEY,
                        0,
                        Problem.KEY_NOT_TRUSTED,
                        "the archive is of another ledger than the key that you trust, or of a key that no succession"
                                + " leads to"));
            }
            return new LedgerTrust(keys, signers);
        } catch (IllegalArgumentException e) {
            throw new Flaw(EvidenceFiles.LEDGER_KEY, Problem.KEY_MALFORMED, "not a verifier key: " + e.getMessage());
        }
    }

    /** What stands in the archive is believed only if nothing else is: all keys, or those that this Java knows. */
    private static LogKeys believed(String inside) {
        try {
            return LogKeys.parse(inside);
        } catch (IllegalArgumentException e) {
            return new LogKeys(VerifierKey.parse(inside.lines().findFirst().orElse("")), List.of());
        }
    }

    private Signers signers(EvidencePackage archive, Manifest listing, LogKeys keys) throws IOException {
        try {
            Optional<SuccessionProof> succession = succession(archive, listing);
            return succession.isPresent()
                    ? succession.get().verify(keys, WitnessPolicy.none())
                    : Signers.of(keys.signer());
        } catch (IllegalArgumentException e) {
            throw new Flaw(EvidenceFiles.SUCCESSION, Problem.SUCCESSION_UNPROVED, e.getMessage() + "");
        }
    }

    private Optional<SuccessionProof> succession(EvidencePackage archive, Manifest listing) throws IOException {
        boolean inside = listing.files().stream().anyMatch(file -> file.path().equals(EvidenceFiles.SUCCESSION));
        return trusted.succession().isPresent() || !inside
                ? trusted.succession()
                : Optional.of(SuccessionProof.parse(archive.read(EvidenceFiles.SUCCESSION, SignedNote.MAX_LENGTH)));
    }
}
