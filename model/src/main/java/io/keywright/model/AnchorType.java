package io.keywright.model;

/** What a trust anchor vouches for. */
public enum AnchorType implements WireName {
    INTERNAL_CA("internal_ca"),
    EXTERNAL_CA("external_ca"),
    ROOT("root");

    private final String wireName;

    AnchorType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
