package io.keywright.ledger;

import io.keywright.ledger.Verdict.Reason;
import io.keywright.ledger.Verdict.Refuted;
import io.keywright.ledger.Verdict.Verified;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.cosignature.WitnessPolicy;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.InclusionProof;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.TlogProof;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.ledger.succession.Signers;
import io.keywright.ledger.succession.SuccessionProof;
import io.keywright.model.Receipt;
import java.util.List;

/**
 * Checks a receipt and its proof with nothing but the ledger's verifier keys: no network, no other library than the JDK.
 * Answers for whatever bytes it is given and never throws. Immutable, for any number of threads.
 *
 * <p>One key at a time signs receipts and checkpoints. Neither signature can stand in for the other: what is signed of a receipt
 * begins with <code>{</code>, and a checkpoint begins with its origin, in which <code>{</code> is refused.
 */
public final class OfflineVerifier {

    private static final String ADVICE = "; where the ledger has changed its key, give its succession, too";

    private final VerifierKey key;
    private final Signers signers;
    private final List<CosignerKey> cosigners;
    private final WitnessPolicy policy;

    /**
     * A verifier that trusts a log by its keys and asks for witnesses.
     *
     * @param keys the ledger's, obtained from a place that is trusted, not from whoever hands in the receipt; all of them
     *     must have signed the checkpoint
     * @param policy which witnesses must have cosigned it, too
     */
    public OfflineVerifier(LogKeys keys, WitnessPolicy policy) {
        this(keys, Signers.of(keys.signer()), policy);
    }

    /**
     * A verifier that trusts a log by one of the keys that followed each other, and asks for witnesses.
     *
     * @param keys of which the first need not be the newest
     * @param signers what the succession came to for whoever trusts {@code keys}, see {@link SuccessionProof#verify}
     */
    public OfflineVerifier(LogKeys keys, Signers signers, WitnessPolicy policy) {
        this.key = keys.signer();
        this.signers = signers;
        this.cosigners = keys.cosigners();
        this.policy = policy;
    }

    /** A verifier that trusts a log by its Ed25519 key alone. */
    public OfflineVerifier(VerifierKey key) {
        this(new LogKeys(key, List.of()), WitnessPolicy.none());
    }

    /** Like {@link #verify(byte[], byte[])}, with the ledger's keys as their verifier key lines. */
    public static Verdict verify(String verifierKeyLines, byte[] receipt, byte[] proof) {
        try {
            return new OfflineVerifier(LogKeys.parse(verifierKeyLines), WitnessPolicy.none()).verify(receipt, proof);
        } catch (IllegalArgumentException e) {
            return refuted(Reason.KEY_MALFORMED, e);
        }
    }

    /**
     * Checks everything, and says what failed first.
     *
     * @param receipt the canonical bytes of the signed receipt
     * @param proof the text of its C2SP tlog-proof
     */
    public Verdict verify(byte[] receipt, byte[] proof) {
        Receipt parsed;
        try {
            parsed = CanonicalReceipt.parse(receipt);
        } catch (IllegalArgumentException e) {
            return refuted(Reason.RECEIPT_MALFORMED, e);
        }
        TlogProof tlogProof;
        try {
            tlogProof = TlogProof.parse(proof);
        } catch (IllegalArgumentException e) {
            return refuted(Reason.PROOF_MALFORMED, e);
        }
        if (!CanonicalReceipt.signed(parsed, signers.at(tlogProof.index()))) {
            return new Refuted(Reason.RECEIPT_SIGNATURE_WRONG, "the key did not sign this receipt" + ADVICE);
        }
        return verify(parsed, new Hashing().leaf(receipt), tlogProof);
    }

    private Verdict verify(Receipt receipt, Hash leaf, TlogProof proof) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(proof.checkpoint().text());
        } catch (IllegalArgumentException e) {
            return refuted(Reason.CHECKPOINT_MALFORMED, e);
        }
        return switch (signers.check(proof.checkpoint(), checkpoint.size())) {
            case MISSING ->
                new Refuted(
                        Reason.CHECKPOINT_SIGNATURE_MISSING,
                        "no signature of the checkpoint claims to be of the key" + ADVICE);
            case WRONG -> new Refuted(Reason.CHECKPOINT_SIGNATURE_WRONG, "the key did not sign this checkpoint");
            case VALID -> cosigned(receipt, leaf, proof, checkpoint);
        };
    }

    private Verdict cosigned(Receipt receipt, Hash leaf, TlogProof proof, Checkpoint checkpoint) {
        for (CosignerKey cosigner : cosigners) {
            if (cosigner.cosignedAt(proof.checkpoint()).isEmpty()) {
                return new Refuted(
                        Reason.CHECKPOINT_COSIGNATURE_MISSING,
                        "the ledger's key of type " + cosigner.type().keyAlgorithm() + " did not sign this checkpoint");
            }
        }
        return policy.satisfiedBy(proof.checkpoint())
                ? included(receipt, leaf, proof, checkpoint)
                : new Refuted(
                        Reason.CHECKPOINT_NOT_WITNESSED,
                        "fewer than " + policy.quorum() + " of the witnesses cosigned this checkpoint");
    }

    private Verdict included(Receipt receipt, Hash leaf, TlogProof proof, Checkpoint checkpoint) {
        if (!checkpoint.origin().equals(key.name())) {
            return new Refuted(
                    Reason.CHECKPOINT_OF_ANOTHER_LOG, "the checkpoint's origin is not what the key is named");
        }
        if (proof.index() >= checkpoint.size()) {
            return new Refuted(Reason.INDEX_NOT_IN_CHECKPOINT, "the checkpoint commits to fewer leaves than the index");
        }
        InclusionProof inclusion = new InclusionProof(proof.index(), checkpoint.size(), proof.path());
        return inclusion.verify(leaf, checkpoint.root())
                ? new Verified(receipt, proof.index(), checkpoint)
                : new Refuted(Reason.NOT_INCLUDED, "the path does not lead from this receipt to the checkpoint's root");
    }

    private static Refuted refuted(Reason reason, IllegalArgumentException cause) {
        return new Refuted(reason, String.valueOf(cause.getMessage()));
    }
}
