package io.keywright.pki.validation;

import io.keywright.model.WireName;

/** What becomes of a certificate of which nobody knows whether it was revoked. */
public enum RevocationRule implements WireName {
    /** It fails. */
    REQUIRED("required"),
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
