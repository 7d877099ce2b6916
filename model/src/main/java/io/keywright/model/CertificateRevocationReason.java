package io.keywright.model;

/** Why a certificate was revoked (RFC 5280, section 5.3.1). None that could be taken back: what is revoked stays so. */
public enum CertificateRevocationReason implements WireName {
    UNSPECIFIED("unspecified", 0),
    KEY_COMPROMISE("key_compromise", 1),
    AFFILIATION_CHANGED("affiliation_changed", 3),
    SUPERSEDED("superseded", 4),
    CESSATION_OF_OPERATION("cessation_of_operation", 5),
    PRIVILEGE_WITHDRAWN("privilege_withdrawn", 9);

    private final String wireName;
    private final int code;

    CertificateRevocationReason(String wireName, int code) {
        this.wireName = wireName;
        this.code = code;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The number that revocation lists have for it. */
    public int code() {
        return code;
    }
}
