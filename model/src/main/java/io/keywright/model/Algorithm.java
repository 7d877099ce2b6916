package io.keywright.model;

import java.util.Optional;
import java.util.Set;

/** How a key is used: JOSE names (RFC 7518, RFC 8037) for signatures, RFC 5116 and RFC 8439 for encryption. */
public enum Algorithm implements WireName {
    RS256("RS256", Purpose.SIGNATURE),
    PS256("PS256", Purpose.SIGNATURE),
    ES256("ES256", Purpose.SIGNATURE),
    ES384("ES384", Purpose.SIGNATURE),
    EDDSA("EdDSA", Purpose.SIGNATURE),
    HS256("HS256", Purpose.SIGNATURE),
    ML_DSA_65("ML-DSA-65", Purpose.SIGNATURE),
    AES_256_GCM("AES-256-GCM", Purpose.ENCRYPTION),
    CHACHA20_POLY1305("CHACHA20-POLY1305", Purpose.ENCRYPTION),
    /** On a NIST curve (NIST SP 800-56A) or on Curve25519 (RFC 7748), as the key is. */
    ECDH("ECDH", Purpose.AGREEMENT);

    /** What an algorithm is good for. */
    public enum Purpose {
        SIGNATURE,
        ENCRYPTION,
        AGREEMENT;

        /** The usages of a key that serves this purpose. */
        public Set<KeyUsage> usages() {
            return switch (this) {
                case SIGNATURE -> Set.of(KeyUsage.SIGN, KeyUsage.VERIFY);
                case ENCRYPTION -> Set.of(KeyUsage.ENCRYPT, KeyUsage.DECRYPT);
                case AGREEMENT -> Set.of(KeyUsage.AGREE);
            };
        }
    }

    private final String wireName;
    private final Purpose purpose;

    Algorithm(String wireName, Purpose purpose) {
        this.wireName = wireName;
        this.purpose = purpose;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public Purpose purpose() {
        return purpose;
    }

    /** What it hashes data with before it signs; empty if it cannot sign a digest as it would the data. */
    public Optional<DigestAlgorithm> digest() {
        return switch (this) {
            case RS256, PS256, ES256 -> Optional.of(DigestAlgorithm.SHA_256);
            case ES384 -> Optional.of(DigestAlgorithm.SHA_384);
            case EDDSA, HS256, ML_DSA_65, AES_256_GCM, CHACHA20_POLY1305, ECDH -> Optional.empty();
        };
    }
}
