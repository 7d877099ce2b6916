package io.keywright.pki.validation;

import io.keywright.model.WireName;

/** What becomes of a certificate of which nobody knows whether it was revoked. */
public enum RevocationRule implements WireName {
    /** It fails. */
    REQUIRED("required"),
    /** It fails if a list of its issuer is known, since a current one should then tell; so it is when clients connect. */
    BY_ISSUER("by_issuer"),
    /** It passes, unless a list names it. */
    IF_KNOWN("if_known");

    private final String wireName;

    RevocationRule(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
