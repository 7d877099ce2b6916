package io.keywright.model;

/** The stage that a key belongs to; keys never cross stages. */
public enum Environment implements WireName {
    DEV("dev"),
    STAGING("staging"),
    PROD("prod");

    private final String wireName;

    Environment(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
