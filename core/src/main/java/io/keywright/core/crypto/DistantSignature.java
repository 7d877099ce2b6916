package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import java.security.GeneralSecurityException;
import java.security.SignatureException;

/**
 * Signs with a private key that lives elsewhere, and verifies here. No signature leaves before it was verified: neither one
 * of another key, nor one that a fault has spoilt, which can give the private key away.
 */
final class DistantSignature implements SignatureTool {

    private final Algorithm algorithm;
    private final Signer signer;
    private final AsymmetricSignature verification;

    /** @param verification by the public key of the one that signs */
    DistantSignature(Algorithm algorithm, Signer signer, AsymmetricSignature verification) {
        this.algorithm = algorithm;
        this.signer = signer;
        this.verification = verification;
    }

    @Override
    public byte[] sign(byte[] data) throws GeneralSecurityException {
        byte[] signature = signer.sign(algorithm, data);
        if (!verify(data, signature)) {
            throw new SignatureException("the key's keeper answered a signature that its public key does not verify");
        }
        return signature;
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
