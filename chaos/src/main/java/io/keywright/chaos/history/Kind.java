package io.keywright.chaos.history;

/** What a caller does. */
public enum Kind {
    CREATE("key_generated"),
    SIGN("signature_created"),
    ROTATE("key_rotated"),
    REVOKE("key_revoked"),
    READ_POLICY("policy_read"),
    CHANGE_POLICY("policy_changed"),
    ASK_APPROVAL("approval_requested"),
    GRANT_APPROVAL("approval_granted"),
    /** Reads the approval with its token. */
    READ_APPROVAL(""),
    /** Reads what a key is. */
    READ_KEY(""),
    /** Reads the ledger's head. */
    READ_HEAD("");

    private final String receipt;

    Kind(String receipt) {
        this.receipt = receipt;
    }

    /** What its receipt calls it; {@code ""} if the checks ask for none. */
    public String receipt() {
        return receipt;
    }
}
