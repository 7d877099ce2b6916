package io.keywright.core.crypto;

import io.keywright.model.Algorithm;

/**
 * How JCA spells each algorithm, and who serves it. ECDSA is asked for in the P1363 format, which is JOSE's R||S
 * (RFC 7518, section 3.4).
 */
enum Jca {
    RS256(Algorithm.RS256, "Signature", "SHA256withRSA", "SunRsaSign", true),
    PS256(Algorithm.PS256, "Signature", "RSASSA-PSS", "SunRsaSign", true),
    ES256(Algorithm.ES256, "Signature", "SHA256withECDSAinP1363Format", "SunEC", true),
    ES384(Algorithm.ES384, "Signature", "SHA384withECDSAinP1363Format", "SunEC", true),
    EDDSA(Algorithm.EDDSA, "Signature", "Ed25519", "SunEC", true),
    HS256(Algorithm.HS256, "Mac", "HmacSHA256", "SunJCE", false),
    /** AWS-LC stores keys as seeds, which JDK 25 cannot read; AWS-LC reads the JDK's. */
    ML_DSA_65(Algorithm.ML_DSA_65, "Signature", "ML-DSA", "SUN", false),
    /** As fast warm; cold, the JDK takes more than ten times as long with 16 KiB. */
    AES_256_GCM(Algorithm.AES_256_GCM, "Cipher", "AES/GCM/NoPadding", "SunJCE", true),
    CHACHA20_POLY1305(Algorithm.CHACHA20_POLY1305, "Cipher", "ChaCha20-Poly1305", "SunJCE", false),
    /** AWS-LC has no X25519. */
    ECDH(Algorithm.ECDH, "KeyAgreement", "ECDH", "SunEC", false);

    private final Algorithm algorithm;
    private final String service;
    private final String transformation;
    private final String jdkProvider;
    private final boolean fasterInAccp;

    Jca(Algorithm algorithm, String service, String transformation, String jdkProvider, boolean fasterInAccp) {
        this.algorithm = algorithm;
        this.service = service;
        this.transformation = transformation;
        this.jdkProvider = jdkProvider;
        this.fasterInAccp = fasterInAccp;
    }

    static Jca of(Algorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> RS256;
            case PS256 -> PS256;
            case ES256 -> ES256;
            case ES384 -> ES384;
            case EDDSA -> EDDSA;
            case HS256 -> HS256;
            case ML_DSA_65 -> ML_DSA_65;
            case AES_256_GCM -> AES_256_GCM;
            case CHACHA20_POLY1305 -> CHACHA20_POLY1305;
            case ECDH -> ECDH;
        };
    }

    Algorithm algorithm() {
        return algorithm;
    }

    /** The JCA engine class. */
    String service() {
        return service;
    }

    String transformation() {
        return transformation;
    }

    /** The JDK's own provider of it. */
    String jdkProvider() {
        return jdkProvider;
    }

    /** Whether AWS-LC was measured to be faster than the JDK, warm or cold. */
    boolean fasterInAccp() {
        return fasterInAccp;
    }
}
