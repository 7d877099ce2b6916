package io.keywright.model;

/** How a secret is derived from another: from a strong one by HKDF (RFC 5869), from a password by PBKDF2 (RFC 8018). */
public enum Kdf implements WireName {
    HKDF_SHA256("HKDF-SHA256", Family.HKDF, 32),
    HKDF_SHA512("HKDF-SHA512", Family.HKDF, 64),
    PBKDF2_SHA256("PBKDF2-SHA256", Family.PBKDF2, 32),
    PBKDF2_SHA512("PBKDF2-SHA512", Family.PBKDF2, 64);

    /** What it derives from. */
    public enum Family {
        /** A strong secret, at once. */
        HKDF,
        /** A password, which is made costly to guess. */
        PBKDF2
    }

    private final String wireName;
    private final Family family;
    private final int hashBytes;

    Kdf(String wireName, Family family, int hashBytes) {
        this.wireName = wireName;
        this.family = family;
        this.hashBytes = hashBytes;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public Family family() {
        return family;
    }

    /** How long the output of its hash is. */
    public int hashBytes() {
        return hashBytes;
    }
}
