package io.keywright.model;

/** Why a target has not taken an event. */
public enum DeliveryFault implements WireName {
    /** Its name leads to no address that may be connected to. */
    NO_ADDRESS("no_address"),
    /** Nothing takes connections there. */
    UNREACHABLE("unreachable"),
    /** TLS failed. */
    TLS("tls"),
    /** It did not answer in time. */
    TIMEOUT("timeout"),
    /** The head of its answer was too long. */
    TOO_LONG("too_long"),
    /** The connection broke, or what came back is not what it should speak. */
    BROKEN("broken"),
    /** It answered with another status than 2xx. */
    STATUS("status"),
    /** It does not let the service in, or not write there. */
    FORBIDDEN("forbidden");

    private final String wireName;

    DeliveryFault(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
