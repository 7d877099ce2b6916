package io.keywright.model;

/** Where a key's root of trust is kept. */
public enum Protection implements WireName {
    SOFTWARE("software"),
    HSM("hsm"),
    EXTERNAL("external");

    private final String wireName;

    Protection(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
