package io.keywright.model;

import java.util.Arrays;
import java.util.Optional;

/** Everything that the service does for a caller and leaves a receipt of. */
public enum Operation {
    GENERATE("generate", "key_generated"),
    LIST_KEYS("list_keys", "keys_listed"),
    GET_KEY("get_key", "key_read"),
    GET_POLICY("get_policy", "policy_read"),
    CHANGE_POLICY("change_policy", "policy_changed"),
    ROTATE("rotate", "key_rotated"),
    REVOKE("revoke", "key_revoked"),
    /** Done by the service itself, when a grace period is over. */
    ARCHIVE("archive", "key_archived"),
    SIGN("sign", "signature_created"),
    VERIFY("verify", "signature_verified"),
    ENCRYPT("encrypt", "encrypt"),
    DECRYPT("decrypt", "decrypt"),
    CREATE_TENANT_ROOT("create_tenant_root", "tenant_root_created"),
    UPDATE_TRUST_ANCHOR("update_trust_anchor", "trust_anchor_updated"),
    BIND_ROLE("bind_role", "role_bound"),
    UNBIND_ROLE("unbind_role", "role_unbound"),
    REQUEST_APPROVAL("request_approval", "approval_requested"),
    GRANT_APPROVAL("grant_approval", "approval_granted"),
    DENY_APPROVAL("deny_approval", "approval_denied"),
    CREATE_SUBSCRIPTION("create_subscription", "subscription_created"),
    DELETE_SUBSCRIPTION("delete_subscription", "subscription_deleted"),
    RESUME_SUBSCRIPTION("resume_subscription", "subscription_resumed"),
    REQUEST_EVIDENCE("request_evidence", "evidence_requested"),
    EXPORT_EVIDENCE("export_evidence", "evidence_exported");

    private final String verb;
    private final String receiptName;

    Operation(String verb, String receiptName) {
        this.verb = verb;
        this.receiptName = receiptName;
    }

    /**
     * The operation of that verb.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Operation parse(String verb) {
        return Arrays.stream(values())
                .filter(operation -> operation.verb.equals(verb))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no operation '" + verb + "'."));
    }

    /** The operation whose receipts have that name, if there is one. */
    public static Optional<Operation> named(String receiptName) {
        return Arrays.stream(values())
                .filter(operation -> operation.receiptName.equals(receiptName))
                .findFirst();
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
