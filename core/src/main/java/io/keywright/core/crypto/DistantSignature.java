package io.keywright.core.crypto;

import io.keywright.core.work.Deadline;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * Signs with a private key that lives elsewhere, and verifies here. No signature leaves before it was verified: neither one
 * of another key, nor one that a fault has spoilt, which can give the private key away.
 */
final class DistantSignature implements SignatureTool {

    private final Inside inside;
    private final AsymmetricSignature verification;

    /** Asks whoever keeps the key. */
    @FunctionalInterface
    interface Inside {
        byte[] sign(byte[] input, Deadline deadline);
    }

    /** @param verification by the public key of the one that signs, of the same form */
    DistantSignature(Inside inside, AsymmetricSignature verification) {
        this.inside = inside;
        this.verification = verification;
    }

    @Override
    public byte[] sign(byte[] data, Deadline deadline) throws GeneralSecurityException {
        byte[] signature = inside.sign(data, deadline);
        if (!verify(data, signature)) {
            throw spoilt();
        }
        return signature;
    }

    private static KeywrightException spoilt() {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The provider that holds the key answered a signature that the public key does not verify; ask whoever runs it.",
                Map.of("dependency", "root_provider", "reason", "altered"));
    }

    @Override
    public boolean verify(byte[] data, byte[] signature) throws GeneralSecurityException {
        return verification.verify(data, signature);
    }

    @Override
    public void forget() {
        verification.forget();
    }
}
