package io.keywright.model;

/** Where a key's material was made. */
public enum Origin implements WireName {
    /** By this service, or by the token that keeps it. */
    GENERATED("generated"),
    /** Elsewhere, so that others may have copies of it. */
    IMPORTED("imported");

    private final String wireName;

    Origin(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
