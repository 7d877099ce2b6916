package io.keywright.ledger.note;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * The private half of a {@link VerifierKey}. Port: whoever holds the key implements it. The ledger's key signs receipts,
 * checkpoints and notes of trust bundles alike; the one can never be taken for the other, because a receipt begins with
 * <code>{</code>, a checkpoint with its origin, in which <code>{</code> is forbidden, and a number, and a bundle's note has no
 * number there. Sign nothing else with it.
 */
public interface NoteSigner {

    VerifierKey verifierKey();

    /**
     * The Ed25519 signature (RFC 8032, 64 bytes) over {@code message}. Free to be called from several threads at once.
     *
     * @throws IllegalStateException if the key cannot be used now
     */
    byte[] sign(byte[] message);

    /** A signer with a key of whatever JCA provider comes first and accepts it. */
    static NoteSigner of(VerifierKey verifierKey, PrivateKey privateKey) {
        return new OfPrivateKey(verifierKey, privateKey);
    }

    /** See {@link NoteSigner#of}. */
    record OfPrivateKey(VerifierKey verifierKey, PrivateKey privateKey) implements NoteSigner {

        @Override
        public byte[] sign(byte[] message) {
            try {
                Signature ed25519 = Signature.getInstance(Ed25519.NAME);
                ed25519.initSign(privateKey);
                ed25519.update(message);
                return ed25519.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the private key does not sign with Ed25519", e);
            }
        }

        @Override
        public String toString() {
            return "signer of " + verifierKey;
        }
    }
}
