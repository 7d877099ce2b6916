package io.keywright.ledger.evidence;

import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.succession.Signers;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Who vouches for the checkpoint that the receipts are compared with. */
record CheckpointCheck(LogKeys ledger, Signers signers, List<CosignerKey> witnesses) {

    /**
     * A checkpoint that the ledger's key signed.
     *
     * @param vouches what was found of each further key that must vouch for it
     */
    record Signed(Checkpoint checkpoint, List<Vouch> vouches) {}

    /** @throws Flaw if the ledger's key did not sign a checkpoint of the ledger */
    Signed read(EvidencePackage archive) throws IOException {
        try {
            SignedNote note = SignedNote.parse(archive.text(EvidenceFiles.CHECKPOINT, SignedNote.MAX_LENGTH));
            return new Signed(checkpoint(note), vouches(note));
        } catch (IllegalArgumentException e) {
            throw flaw(Problem.CHECKPOINT_MALFORMED, "not a checkpoint: " + e.getMessage());
        }
    }

    private Checkpoint checkpoint(SignedNote note) throws Flaw {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (signers.check(note, checkpoint.size()) != SignatureCheck.VALID) {
            throw flaw(Problem.CHECKPOINT_SIGNATURE_WRONG, "the ledger's key did not sign the checkpoint");
        }
        if (!checkpoint.origin().equals(ledger.signer().name())) {
            throw flaw(Problem.CHECKPOINT_OF_ANOTHER_LOG, "the checkpoint's origin is not what the key is named");
        }
        return checkpoint;
    }

    private List<Vouch> vouches(SignedNote note) {
        return Stream.concat(ledger.cosigners().stream(), witnesses.stream())
                .distinct()
                .map(key -> Vouch.of(key, note))
                .toList();
    }

    /** What is to be said of those that do not vouch, although they must. */
    static List<Finding> missing(List<Vouch> vouches) {
        return vouches.stream()
                .filter(vouch -> !vouch.given())
                .map(CheckpointCheck::finding)
                .toList();
    }

    private static Finding finding(Vouch vouch) {
        String key = "the " + vouch.key().type().keyAlgorithm() + " key of "
                + vouch.key().name();
        return vouch.check() == SignatureCheck.MISSING
                ? new Finding(
                        EvidenceFiles.CHECKPOINT,
                        0,
                        Problem.COSIGNATURE_MISSING,
                        key + " did not cosign the checkpoint")
                : new Finding(
                        EvidenceFiles.CHECKPOINT,
                        0,
                        Problem.COSIGNATURE_WRONG,
                        "a cosignature claims to be of " + key + ", and is not");
    }

    private static Flaw flaw(Problem problem, String detail) {
        return new Flaw(EvidenceFiles.CHECKPOINT, problem, detail);
    }
}
