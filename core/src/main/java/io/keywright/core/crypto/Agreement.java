package io.keywright.core.crypto;

import io.keywright.model.KeyType;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/**
 * One key that agrees upon secrets: ECDH (NIST SP 800-56A rev. 3, section 5.7.1.2), or X25519 (RFC 7748, section 6.1). The JDK
 * refuses points that are not on the curve, and those of small order. Safe from any thread.
 */
final class Agreement {

    private final String algorithm;
    private final @Nullable PrivateKey privateKey;

    Agreement(KeyType type, @Nullable PrivateKey privateKey) {
        this.algorithm = type == KeyType.X25519 ? "X25519" : "ECDH";
        this.privateKey = privateKey;
    }

    /** The bare secret that is shared with the holder of {@code peer}; empty if no secret must come of that key. */
    Optional<SecretBytes> with(PublicKey peer) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(algorithm, "SunEC");
        agreement.init(privateKey);
        try {
            agreement.doPhase(peer, true);
            return Optional.of(SecretBytes.own(agreement.generateSecret()));
        } catch (InvalidKeyException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
