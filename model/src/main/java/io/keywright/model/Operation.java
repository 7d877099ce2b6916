package io.keywright.model;

/** Everything that the service does for a caller and leaves a receipt of. */
public enum Operation {
    GENERATE("generate", "key_generated"),
    LIST_KEYS("list_keys", "keys_listed"),
    GET_KEY("get_key", "key_read"),
    GET_POLICY("get_policy", "policy_read"),
    CHANGE_POLICY("change_policy", "policy_changed"),
    ROTATE("rotate", "key_rotated"),
    REVOKE("revoke", "key_revoked"),
    SIGN("sign", "signature_created"),
    VERIFY("verify", "signature_verified"),
    ENCRYPT("encrypt", "encrypt"),
    DECRYPT("decrypt", "decrypt"),
    CREATE_TENANT_ROOT("create_tenant_root", "tenant_root_created"),
    UPDATE_TRUST_ANCHOR("update_trust_anchor", "trust_anchor_updated");

    private final String verb;
    private final String receiptName;

    Operation(String verb, String receiptName) {
        this.verb = verb;
        this.receiptName = receiptName;
    }

    /** {@code operation_type} of receipts, and the {@code operation} label of metrics. */
    public String verb() {
        return verb;
    }

    /** {@code operation} of receipts. */
    public String receiptName() {
        return receiptName;
    }
}
