package io.keywright.model;

/** An operation that a key may be made for. */
public enum KeyUsage implements WireName {
    SIGN("sign"),
    VERIFY("verify"),
    ENCRYPT("encrypt"),
    DECRYPT("decrypt"),
    /** Agree upon secrets with others. */
    AGREE("agree"),
    /** Sign certificates and revocation lists, as the key of an authority; a key for this does nothing else. */
    CERTIFY("certify");

    private final String wireName;

    KeyUsage(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Whether the operation makes new protected data, as opposed to processing data that is protected already. */
    public boolean protects() {
        return this == SIGN || this == ENCRYPT || this == CERTIFY;
    }
}
