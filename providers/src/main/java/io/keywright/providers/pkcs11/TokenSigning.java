package io.keywright.providers.pkcs11;

import io.keywright.model.Algorithm;
import io.keywright.providers.pkcs11.cryptoki.Mechanism;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How tokens sign with an algorithm.
 *
 * @param digest what is hashed with before, as many tokens do ECDSA of digests only; empty if the token hashes
 */
record TokenSigning(Mechanism mechanism, String digest) {

    private static final String BY_TOKEN = "";

    /**
     * How they do with this one.
     *
     * @throws IllegalArgumentException if {@code algorithm} does not sign with a private key that tokens have
     */
    static TokenSigning of(Algorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> new TokenSigning(Mechanism.Plain.SHA256_RSA_PKCS, BY_TOKEN);
            case PS256 -> new TokenSigning(new Mechanism.Ps256(), BY_TOKEN);
            case ES256 -> new TokenSigning(Mechanism.Plain.ECDSA, "SHA-256");
            case ES384 -> new TokenSigning(Mechanism.Plain.ECDSA, "SHA-384");
            case EDDSA -> new TokenSigning(Mechanism.Plain.EDDSA, BY_TOKEN);
            case HS256, ML_DSA_65, AES_256_GCM, CHACHA20_POLY1305 ->
                throw new IllegalArgumentException("tokens do no " + algorithm.wireName() + " here");
        };
    }

    /** What the token is given to sign {@code data}. */
    byte[] input(byte[] data) {
        if (digest.equals(BY_TOKEN)) {
            return data;
        }
        try {
            return MessageDigest.getInstance(digest).digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
