package io.keywright.core.crypto;

import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 8017), ECDSA as R||S (RFC 7518, section 3.4), Ed25519 (RFC 8032) and ML-DSA-65
 * (FIPS 204, empty context). Each pooled object stays initialized with the key.
 */
final class AsymmetricSignature implements SignatureTool {

    /** PS256 (RFC 7518, section 3.5): SHA-256, MGF1 with SHA-256, a salt of 32 bytes, trailer 1. */
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    /** Signature objects keep a buffer as large as their largest input; those of larger inputs are not pooled. */
    private static final int POOLED_INPUT_BYTES = 4096;

    private final Algorithm algorithm;
    private final Provider provider;
    private final @Nullable PrivateKey privateKey;
    private final PublicKey publicKey;
    private final int signatureSize;
    private final Pool<Signature> signing = new Pool<>();
    private final Pool<Signature> verifying = new Pool<>();

    AsymmetricSignature(
            Algorithm algorithm,
            Provider provider,
            @Nullable PrivateKey privateKey,
            PublicKey publicKey,
            int signatureSize) {
        this.algorithm = algorithm;
        this.provider = provider;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.signatureSize = signatureSize;
    }

    @Override
    public byte[] sign(byte[] data, Deadline deadline) throws GeneralSecurityException {
        Signature pooled = signing.take();
        Signature signature = pooled != null ? pooled : signer();
        signature.update(data);
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
        signature.update(data);
        try {
            boolean valid = signature.verify(candidate);
            release(verifying, signature, data);
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
        Signature signature = fresh();
        signature.initSign(privateKey);
        return signature;
    }

    private Signature verifier() throws GeneralSecurityException {
        Signature signature = fresh();
        signature.initVerify(publicKey);
        return signature;
    }

    private Signature fresh() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(Jca.of(algorithm).transformation(), provider);
        if (algorithm == Algorithm.PS256) {
            signature.setParameter(PSS);
        }
        return signature;
    }

    @Override
    public void forget() {
        signing.clear();
        verifying.clear();
    }
}
