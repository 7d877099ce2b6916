package io.keywright.model;

import java.util.EnumSet;
import java.util.Set;

/** What a key is made of. The wire names are those of the contract. */
public enum KeyType implements WireName {
    RSA_2048("RSA-2048", 2048, true, Algorithm.PS256, Algorithm.RS256),
    RSA_3072("RSA-3072", 3072, true, Algorithm.PS256, Algorithm.RS256),
    RSA_4096("RSA-4096", 4096, true, Algorithm.PS256, Algorithm.RS256),
    EC_P256("EC-P256", 256, true, Algorithm.ES256),
    EC_P384("EC-P384", 384, true, Algorithm.ES384),
    ED25519("Ed25519", 256, true, Algorithm.EDDSA),
    AES_256("AES-256", 256, false, Algorithm.AES_256_GCM, Algorithm.CHACHA20_POLY1305),
    HMAC_256("HMAC-256", 256, false, Algorithm.HS256),
    /** FIPS 204; the size is that of the public key, 1952 bytes. */
    ML_DSA_65("ML-DSA-65", 15616, true, Algorithm.ML_DSA_65),
    X25519("X25519", 256, true, Algorithm.ECDH),
    /** On the same curve as {@link #EC_P256}: another type, so that no key ever both signs and agrees. */
    ECDH_P256("ECDH-P256", 256, true, Algorithm.ECDH),
    ECDH_P384("ECDH-P384", 384, true, Algorithm.ECDH);

    private final String wireName;
    private final int sizeBits;
    private final boolean asymmetric;
    private final Algorithm defaultAlgorithm;
    private final Set<Algorithm> algorithms;

    KeyType(String wireName, int sizeBits, boolean asymmetric, Algorithm defaultAlgorithm, Algorithm... others) {
        this.wireName = wireName;
        this.sizeBits = sizeBits;
        this.asymmetric = asymmetric;
        this.defaultAlgorithm = defaultAlgorithm;
        this.algorithms = Set.copyOf(EnumSet.of(defaultAlgorithm, others));
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The size that receipts report as {@code key_size_bits}. */
    public int sizeBits() {
        return sizeBits;
    }

    /** Whether there is a public key to hand out. */
    public boolean asymmetric() {
        return asymmetric;
    }

    /** The algorithm of a request that names none. */
    public Algorithm defaultAlgorithm() {
        return defaultAlgorithm;
    }

    /** Every algorithm that a key of this type can be used with. */
    public Set<Algorithm> algorithms() {
        return algorithms;
    }

    /** Whether the key of an authority can be of this type. */
    public boolean certifies() {
        return switch (this) {
            case RSA_2048, RSA_3072, RSA_4096, EC_P256, EC_P384 -> true;
            case ED25519, AES_256, HMAC_256, ML_DSA_65, X25519, ECDH_P256, ECDH_P384 -> false;
        };
    }

    /** Every usage that a key of this type can be made for; the keys of authorities are made with their authorities. */
    public Set<KeyUsage> usages() {
        return defaultAlgorithm.purpose().usages();
    }
}
