package io.keywright.model;

/** What a compliance finding can be about. */
public enum SubjectType implements WireName {
    KEY("key"),
    APPROVAL("approval"),
    TRUST_ANCHOR("trust_anchor"),
    TENANT("tenant"),
    /** Of the service itself. */
    CERTIFICATE("certificate"),
    /** A part of the monitor. */
    SURVEY("survey");

    private final String wireName;

    SubjectType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
