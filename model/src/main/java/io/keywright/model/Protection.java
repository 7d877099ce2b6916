package io.keywright.model;

/** Where a key is kept, and used. */
public enum Protection implements WireName {
    /** In this service's memory while it is in use, and else wrapped in its store. */
    SOFTWARE("software"),
    /** Its private key lives in a provider's token, which made it and does not give it away. */
    HSM("hsm"),
    /** In a key manager that is not among the providers. */
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
