package io.keywright.model;

/** How soon somebody should mend what a compliance check has found. */
public enum Severity implements WireName {
    /** A rule is broken, or what is to come breaks the service: within days. */
    HIGH("high"),
    /** A rule is bent: within weeks. */
    MEDIUM("medium"),
    /** To be looked at with the next review. */
    LOW("low");

    private final String wireName;

    Severity(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
