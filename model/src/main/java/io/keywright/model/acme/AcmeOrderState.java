package io.keywright.model.acme;

import io.keywright.model.WireName;

/** How far an order has come (RFC 8555, section 7.1.6). */
public enum AcmeOrderState implements WireName {
    /** Some name is not proved yet. */
    PENDING("pending"),
    /** All names are proved, and the certificate can be asked for. */
    READY("ready"),
    /** The certificate is there. */
    VALID("valid"),
    /** Some name could not be proved, was given up, or the time is over. */
    INVALID("invalid");

    private final String wireName;

    AcmeOrderState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
