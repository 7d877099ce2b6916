package io.keywright.model.acme;

import io.keywright.model.WireName;

/** Whether a client has proved that it has a name (RFC 8555, section 7.1.6). */
public enum AcmeAuthorizationState implements WireName {
    PENDING("pending"),
    VALID("valid"),
    INVALID("invalid"),
    /** Given up by its owner. */
    DEACTIVATED("deactivated");

    private final String wireName;

    AcmeAuthorizationState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
