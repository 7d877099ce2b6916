package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import io.keywright.model.DigestAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Data as its digest. */
final class Digests {

    private Digests() {}

    /** By the digest that {@code algorithm} makes itself. */
    static Message.Digest of(Algorithm algorithm, byte[] data) {
        return of(algorithm.digest().orElseThrow(), data);
    }

    static Message.Digest of(DigestAlgorithm digest, byte[] data) {
        try {
            return new Message.Digest(
                    digest, MessageDigest.getInstance(digest.wireName()).digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
