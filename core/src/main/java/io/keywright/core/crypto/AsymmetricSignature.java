package io.keywright.core.crypto;

import io.keywright.core.work.Deadline;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import org.jspecify.annotations.Nullable;

/**
 * RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 8017), ECDSA as R||S (RFC 7518, section 3.4), Ed25519 (RFC 8032) and ML-DSA-65
 * (FIPS 204, empty context), of data or of digests as its form says. Each pooled object stays initialized with the key.
 */
final class AsymmetricSignature implements SignatureTool {

    /**
     * Signature objects keep a buffer as large as their largest input; those of larger inputs are not pooled. Nor is one that
     * said no: SunJCE's of RSA does not forget what it was given then, and says no from then on.
     */
    private static final int POOLED_INPUT_BYTES = 4096;

    private final SignatureForm form;
    private final @Nullable PrivateKey privateKey;
    private final PublicKey publicKey;
    private final int signatureSize;
    private final Pool<Signature> signing = new Pool<>();
    private final Pool<Signature> verifying = new Pool<>();

    AsymmetricSignature(SignatureForm form, @Nullable PrivateKey privateKey, PublicKey publicKey, int signatureSize) {
        this.form = form;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.signatureSize = signatureSize;
    }

    @Override
    public byte[] sign(byte[] data, Deadline deadline) throws GeneralSecurityException {
        Signature pooled = signing.take();
        Signature signature = pooled != null ? pooled : signer();
        form.put(signature, data);
        byte[] result = signature.sign();
        release(signing, signature, data);
        return result;
    }

    @Override
    public boolean verify(byte[] data, byte[] candidate) throws GeneralSecurityException {
        if (candidate.length != signatureSize) {
            return false;
        }
        Signature pooled = verifying.take();
        Signature signature = pooled != null ? pooled : verifier();
        form.put(signature, data);
        try {
            boolean valid = signature.verify(candidate);
            if (valid) {
                release(verifying, signature, data);
            }
            return valid;
        } catch (SignatureException e) {
            return false;
        }
    }

    private static void release(Pool<Signature> pool, Signature signature, byte[] data) {
        if (data.length <= POOLED_INPUT_BYTES) {
            pool.give(signature);
        }
    }

    private Signature signer() throws GeneralSecurityException {
        if (privateKey == null) {
            throw new InvalidKeyException("there is no private key to sign with");
        }
        Signature signature = form.fresh();
        signature.initSign(privateKey);
        return signature;
    }

    private Signature verifier() throws GeneralSecurityException {
        Signature signature = form.fresh();
        signature.initVerify(publicKey);
        return signature;
    }

    @Override
    public void forget() {
        signing.clear();
        verifying.clear();
    }
}
