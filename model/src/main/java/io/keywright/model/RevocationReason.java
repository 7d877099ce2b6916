package io.keywright.model;

/** Why a key was revoked. */
public enum RevocationReason implements WireName {
    COMPROMISED("compromised"),
    RETIRED("retired"),
    POLICY_VIOLATION("policy_violation");

    private final String wireName;

    RevocationReason(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
