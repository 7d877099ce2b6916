package io.keywright.pki.issuing;

import io.keywright.model.Algorithm;
import java.security.PublicKey;

/** The key that an authority signs with, wherever its private half is. */
public interface AuthorityKey {

    PublicKey publicKey();

    /** RS256, ES256 or ES384. */
    Algorithm algorithm();

    /** The signature of {@code content}, in the form that JOSE gives the algorithm: of ECDSA, R||S (RFC 7518, section 3.4). */
    byte[] sign(byte[] content);
}
