package io.keywright.providers.pkcs11;

import io.keywright.core.crypto.Message;
import io.keywright.model.Algorithm;
import io.keywright.model.DigestAlgorithm;
import io.keywright.providers.pkcs11.cryptoki.Mechanism;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How tokens sign with an algorithm, and what they are given for it. Many do ECDSA of digests only.
 *
 * @param input what the mechanism signs
 */
record TokenSigning(Mechanism mechanism, byte[] input) {

    /**
     * How they sign {@code message}.
     *
     * @throws IllegalArgumentException if {@code algorithm} does not sign it with a private key that tokens have
     */
    static TokenSigning of(Algorithm algorithm, Message message) {
        return switch (message) {
            case Message.Data data -> ofData(algorithm, data.bytes());
            case Message.Digest digest -> ofDigest(algorithm, digest);
        };
    }

    private static TokenSigning ofData(Algorithm algorithm, byte[] data) {
        return switch (algorithm) {
            case RS256 -> new TokenSigning(Mechanism.Plain.SHA256_RSA_PKCS, data);
            case PS256 -> new TokenSigning(Mechanism.Ps256.OF_DATA, data);
            case ES256 -> new TokenSigning(Mechanism.Plain.ECDSA, hashed(DigestAlgorithm.SHA_256, data));
            case ES384 -> new TokenSigning(Mechanism.Plain.ECDSA, hashed(DigestAlgorithm.SHA_384, data));
            case EDDSA -> new TokenSigning(Mechanism.Plain.EDDSA, data);
            case HS256, ML_DSA_65, AES_256_GCM, CHACHA20_POLY1305, ECDH -> throw unknown(algorithm);
        };
    }

    private static TokenSigning ofDigest(Algorithm algorithm, Message.Digest digest) {
        return switch (algorithm) {
            case RS256 -> new TokenSigning(Mechanism.Plain.RSA_PKCS, info(digest));
            case PS256 -> new TokenSigning(Mechanism.Ps256.OF_DIGEST, digest.bytes());
            case ES256, ES384 -> new TokenSigning(Mechanism.Plain.ECDSA, digest.bytes());
            case EDDSA, HS256, ML_DSA_65, AES_256_GCM, CHACHA20_POLY1305, ECDH -> throw unknown(algorithm);
        };
    }

    /** DigestInfo in DER (RFC 8017, section 9.2). */
    private static byte[] info(Message.Digest digest) {
        byte[] prefix = digest.algorithm().infoPrefix();
        return ByteBuffer.allocate(prefix.length + digest.bytes().length)
                .put(prefix)
                .put(digest.bytes())
                .array();
    }

    private static byte[] hashed(DigestAlgorithm digest, byte[] data) {
        try {
            return MessageDigest.getInstance(digest.wireName()).digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IllegalArgumentException unknown(Algorithm algorithm) {
        return new IllegalArgumentException("tokens do no " + algorithm.wireName() + " here");
    }
}
