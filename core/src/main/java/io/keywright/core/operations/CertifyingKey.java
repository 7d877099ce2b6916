package io.keywright.core.operations;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Message;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.pki.issuing.AuthorityKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * A key of the service at the work of an authority.
 *
 * @param deadline until when a private key that lives elsewhere is waited for
 */
public record CertifyingKey(
        CryptoEngine engine, UsableKey key, PublicKey publicKey, Algorithm algorithm, Deadline deadline)
        implements AuthorityKey {

    private static final int BITS_OF_P256 = 256;

    /** What certificates are signed by with a key of this kind: RS256, for what reads certificates seldom knows PS256. */
    public static Algorithm algorithm(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> Algorithm.RS256;
            case ECPublicKey ec ->
                ec.getParams().getCurve().getField().getFieldSize() == BITS_OF_P256 ? Algorithm.ES256 : Algorithm.ES384;
            default -> throw new IllegalArgumentException("no key of an authority");
        };
    }

    @Override
    public byte[] sign(byte[] content) {
        return engine.sign(key, algorithm, new Message.Data(content), deadline);
    }
}
