package io.keywright.model;

import static io.keywright.model.Role.APPROVER;
import static io.keywright.model.Role.AUDITOR;
import static io.keywright.model.Role.KEY_ADMIN;
import static io.keywright.model.Role.KEY_USER;
import static io.keywright.model.Role.PLATFORM_ADMIN;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that the service does for a caller and leaves a receipt of, and which roles allow it: one of them is enough. */
public enum Operation {
    GENERATE("generate", "key_generated", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    LIST_KEYS("list_keys", "keys_listed", Effect.NONE, Approvable.NO, KEY_USER, KEY_ADMIN, APPROVER, AUDITOR),
    GET_KEY("get_key", "key_read", Effect.NONE, Approvable.NO, KEY_USER, KEY_ADMIN, APPROVER, AUDITOR),
    GET_PUBLIC_KEY(
            "get_public_key", "public_key_read", Effect.NONE, Approvable.NO, KEY_USER, KEY_ADMIN, APPROVER, AUDITOR),
    /** Needs no role of a tenant's identity; a platform identity needs one, whichever it is. */
    GET_KEY_SET("get_key_set", "key_set_read", Effect.NONE, Approvable.NO),
    GET_KEY_USAGE("get_key_usage", "key_usage_read", Effect.NONE, Approvable.NO, KEY_ADMIN, APPROVER, AUDITOR),
    GET_POLICY("get_policy", "policy_read", Effect.NONE, Approvable.NO, KEY_USER, KEY_ADMIN, APPROVER, AUDITOR),
    CHANGE_POLICY("change_policy", "policy_changed", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    ROTATE("rotate", "key_rotated", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    CHANGE_ROTATION("change_rotation", "rotation_changed", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    /** Told by the service itself, ahead of a rotation that it may not do without an approval. */
    ANNOUNCE_ROTATION("announce_rotation", "rotation_announced", Effect.CHANGE, Approvable.NO),
    REVOKE("revoke", "key_revoked", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    /** Done by the service itself, too, when a grace period is over. */
    ARCHIVE("archive", "key_archived", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    RESTORE("restore", "key_restored", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    SCHEDULE_DESTRUCTION("schedule_destruction", "key_destruction_scheduled", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    CANCEL_DESTRUCTION("cancel_destruction", "key_destruction_cancelled", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    BEGIN_IMPORT("begin_import", "key_import_begun", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    IMPORT("import", "key_imported", Effect.CHANGE, Approvable.NO, KEY_ADMIN),
    /** Done by the service itself, when nobody has ended an import in time. */
    EXPIRE_IMPORT("expire_import", "key_import_expired", Effect.CHANGE, Approvable.NO),
    EXPORT("export", "key_exported", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    /** Done by the service itself, when a key's waiting period is over. */
    DESTROY("destroy", "key_destroyed", Effect.CHANGE, Approvable.NO),
    SIGN("sign", "signature_created", Effect.NONE, Approvable.YES, KEY_USER),
    VERIFY("verify", "signature_verified", Effect.NONE, Approvable.YES, KEY_USER),
    ENCRYPT("encrypt", "encrypt", Effect.NONE, Approvable.YES, KEY_USER),
    DECRYPT("decrypt", "decrypt", Effect.NONE, Approvable.YES, KEY_USER),
    GENERATE_DATA_KEY("generate_data_key", "data_key_generated", Effect.NONE, Approvable.YES, KEY_USER),
    UNWRAP_DATA_KEY("unwrap_data_key", "data_key_unwrapped", Effect.NONE, Approvable.YES, KEY_USER),
    RE_ENCRYPT("re_encrypt", "re_encrypted", Effect.NONE, Approvable.YES, KEY_USER),
    DERIVE("derive", "secret_derived", Effect.NONE, Approvable.YES, KEY_USER),
    AGREE("agree", "secret_agreed", Effect.NONE, Approvable.YES, KEY_USER),
    GENERATE_RANDOM("generate_random", "random_generated", Effect.NONE, Approvable.NO, KEY_USER),
    CREATE_TENANT_ROOT("create_tenant_root", "tenant_root_created", Effect.CHANGE, Approvable.NO, KEY_ADMIN),
    CREATE_TENANT("create_tenant", "tenant_created", Effect.CHANGE, Approvable.YES, PLATFORM_ADMIN),
    CHANGE_TENANT_ROOT("change_tenant_root", "tenant_root_changed", Effect.CHANGE, Approvable.YES, PLATFORM_ADMIN),
    /** Done by the service itself, too, when the root's time has come. */
    ROTATE_TENANT_ROOT("rotate_tenant_root", "tenant_root_rotated", Effect.CHANGE, Approvable.YES, PLATFORM_ADMIN),
    /** Done by the service itself, after a tenant's root was rotated. */
    REWRAP_SECRETS("rewrap_secrets", "secrets_rewrapped", Effect.CHANGE, Approvable.NO),
    /** Done by the service itself, once nothing lies under a version of a tenant's root any more. */
    RETIRE_TENANT_ROOT("retire_tenant_root", "tenant_root_retired", Effect.CHANGE, Approvable.NO),
    /** Told by the service itself, when every provider that wrapped a tenant's root refuses to open it. */
    REFUSE_TENANT_ROOT("refuse_tenant_root", "tenant_root_refused", Effect.CHANGE, Approvable.NO),
    /** Told by the service itself, when one opens it again. */
    RESTORE_TENANT_ROOT("restore_tenant_root", "tenant_root_restored", Effect.CHANGE, Approvable.NO),
    VALIDATE_ROOT_PROVIDER(
            "validate_root_provider", "root_provider_validated", Effect.NONE, Approvable.NO, PLATFORM_ADMIN),
    PURGE_CACHE("purge_cache", "cache_purged", Effect.NONE, Approvable.NO, PLATFORM_ADMIN),
    WARM_CACHE("warm_cache", "cache_warmed", Effect.NONE, Approvable.NO, PLATFORM_ADMIN),
    CHANGE_LOG_LEVEL("change_log_level", "log_level_changed", Effect.CHANGE, Approvable.NO, PLATFORM_ADMIN),
    /** Done by the service itself, too, by its schedule. Its receipt comes first, so that it is in the backup. */
    CREATE_BACKUP("create_backup", "backup_begun", Effect.CHANGE, Approvable.NO, PLATFORM_ADMIN),
    /** Told by the service itself, at its first start on a store that was restored. */
    RESTORE_BACKUP("restore_backup", "backup_restored", Effect.CHANGE, Approvable.NO),
    UPDATE_TRUST_ANCHOR(
            "update_trust_anchor", "trust_anchor_updated", Effect.CHANGE, Approvable.YES, KEY_ADMIN, PLATFORM_ADMIN),
    CREATE_AUTHORITY("create_authority", "authority_created", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    /** Gives an authority its certificate, or other rules. */
    CHANGE_AUTHORITY("change_authority", "authority_changed", Effect.CHANGE, Approvable.YES, KEY_ADMIN),
    ISSUE_CERTIFICATE("issue_certificate", "certificate_issued", Effect.CHANGE, Approvable.YES, KEY_USER),
    /** A key user revokes what was issued to itself. */
    REVOKE_CERTIFICATE("revoke_certificate", "certificate_revoked", Effect.CHANGE, Approvable.YES, KEY_ADMIN, KEY_USER),
    /** Lets ACME clients open accounts that act as a module. */
    CREATE_ACME_CREDENTIAL(
            "create_acme_credential",
            "acme_credential_created",
            Effect.CHANGE_SHOWING_SECRET,
            Approvable.YES,
            KEY_ADMIN),
    REVOKE_ACME_CREDENTIAL(
            "revoke_acme_credential", "acme_credential_revoked", Effect.CHANGE, Approvable.NO, KEY_ADMIN),
    /** Done by an ACME client, for the module of its credential. */
    REGISTER_ACME_ACCOUNT("register_acme_account", "acme_account_registered", Effect.CHANGE, Approvable.NO, KEY_USER),
    /** Gives an account up, or gives it another key. */
    CHANGE_ACME_ACCOUNT("change_acme_account", "acme_account_changed", Effect.CHANGE, Approvable.NO, KEY_USER),
    /** Done by the service itself, when an authority's revocation list lacks something or nears its end. */
    SIGN_REVOCATION_LIST("sign_revocation_list", "revocation_list_signed", Effect.CHANGE, Approvable.NO),
    /** Needs no role: whoever relies on a certificate asks. */
    TELL_CERTIFICATE_STATUS("tell_certificate_status", "certificate_status_told", Effect.NONE, Approvable.NO),
    /** Needs no role of a tenant's identity; a platform identity needs one, whichever it is. */
    REPORT_TRUST_BUNDLE("report_trust_bundle", "trust_bundle_reported", Effect.CHANGE, Approvable.NO),
    VALIDATE_CERTIFICATE(
            "validate_certificate",
            "certificate_validated",
            Effect.NONE,
            Approvable.NO,
            KEY_USER,
            KEY_ADMIN,
            AUDITOR,
            PLATFORM_ADMIN),
    /** Done by the service itself, too, when the key's time has come. */
    ROTATE_LEDGER_KEY("rotate_ledger_key", "ledger_key_rotated", Effect.CHANGE, Approvable.YES, PLATFORM_ADMIN),
    BIND_ROLE("bind_role", "role_bound", Effect.CHANGE, Approvable.NO, PLATFORM_ADMIN),
    UNBIND_ROLE("unbind_role", "role_unbound", Effect.CHANGE, Approvable.NO, PLATFORM_ADMIN),
    REQUEST_APPROVAL(
            "request_approval",
            "approval_requested",
            Effect.CHANGE,
            Approvable.NO,
            KEY_USER,
            KEY_ADMIN,
            PLATFORM_ADMIN),
    GRANT_APPROVAL("grant_approval", "approval_granted", Effect.CHANGE, Approvable.NO, APPROVER),
    DENY_APPROVAL("deny_approval", "approval_denied", Effect.CHANGE, Approvable.NO, APPROVER),
    /** Done by the service itself, when nobody has spent an approval in time. */
    EXPIRE_APPROVAL("expire_approval", "approval_expired", Effect.CHANGE, Approvable.NO),
    CREATE_SUBSCRIPTION(
            "create_subscription", "subscription_created", Effect.CHANGE_SHOWING_SECRET, Approvable.NO, KEY_ADMIN),
    DELETE_SUBSCRIPTION("delete_subscription", "subscription_deleted", Effect.CHANGE, Approvable.NO, KEY_ADMIN),
    RESUME_SUBSCRIPTION("resume_subscription", "subscription_resumed", Effect.CHANGE, Approvable.NO, KEY_ADMIN),
    CHANGE_SUBSCRIPTION("change_subscription", "subscription_changed", Effect.CHANGE, Approvable.NO, KEY_ADMIN),
    RENEW_SUBSCRIPTION_SECRET(
            "renew_subscription_secret",
            "subscription_secret_renewed",
            Effect.CHANGE_SHOWING_SECRET,
            Approvable.NO,
            KEY_ADMIN),
    TEST_SUBSCRIPTION("test_subscription", "subscription_tested", Effect.NONE, Approvable.NO, KEY_ADMIN),
    REQUEST_EVIDENCE("request_evidence", "evidence_requested", Effect.CHANGE, Approvable.NO, AUDITOR),
    EXPORT_EVIDENCE("export_evidence", "evidence_exported", Effect.CHANGE, Approvable.NO, AUDITOR),
    /** Told by the service itself, when its monitor of compliance finds something, and when that is mended. */
    OPEN_FINDING("open_finding", "finding_opened", Effect.CHANGE, Approvable.NO),
    RESOLVE_FINDING("resolve_finding", "finding_resolved", Effect.CHANGE, Approvable.NO),
    /** Done by the service itself, once: it vouches for the rows of its store from then on. */
    TAG_ROWS("tag_rows", "rows_tagged", Effect.CHANGE, Approvable.NO);

    /** Whether it changes anything, and whether its answer then shows a secret that nobody is shown again. */
    private enum Effect {
        NONE,
        CHANGE,
        CHANGE_SHOWING_SECRET
    }

    private static final Map<Operation, KeyUsage> USAGES = Map.of(
            SIGN, KeyUsage.SIGN,
            VERIFY, KeyUsage.VERIFY,
            ENCRYPT, KeyUsage.ENCRYPT,
            DECRYPT, KeyUsage.DECRYPT,
            GENERATE_DATA_KEY, KeyUsage.ENCRYPT,
            UNWRAP_DATA_KEY, KeyUsage.DECRYPT,
            AGREE, KeyUsage.AGREE,
            ISSUE_CERTIFICATE, KeyUsage.CERTIFY);

    private static final Set<Operation> NOT_ON_KEYS = EnumSet.of(
            GENERATE,
            BEGIN_IMPORT,
            UPDATE_TRUST_ANCHOR,
            CREATE_AUTHORITY,
            CHANGE_AUTHORITY,
            CREATE_ACME_CREDENTIAL,
            REVOKE_CERTIFICATE,
            CREATE_TENANT,
            CHANGE_TENANT_ROOT,
            ROTATE_TENANT_ROOT,
            ROTATE_LEDGER_KEY);

    /** Whether rules or a key's policy can ask for an approval. */
    private enum Approvable {
        YES,
        NO
    }

    private final String verb;
    private final String receiptName;
    private final Effect effect;
    private final boolean approvable;
    private final Set<Role> roles;

    Operation(String verb, String receiptName, Effect effect, Approvable approvable, Role... roles) {
        this.verb = verb;
        this.receiptName = receiptName;
        this.effect = effect;
        this.approvable = approvable == Approvable.YES;
        this.roles = Set.of(roles);
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

    /** Whether it changes something, so that doing it twice is not the same as doing it once. */
    public boolean changes() {
        return effect != Effect.NONE;
    }

    /** Whether its answer shows a secret that nobody is shown again. */
    public boolean showsSecret() {
        return effect == Effect.CHANGE_SHOWING_SECRET;
    }

    /** Whether an approval of it can be asked for. */
    public boolean approvable() {
        return approvable;
    }

    /** Whether an approval of it is one of what is done to a key that there is. */
    public boolean isOnKeys() {
        return approvable && !NOT_ON_KEYS.contains(this);
    }

    /** Whether it uses keys' material, so that its receipts tell of their uses. */
    public boolean usesKey() {
        return this == DERIVE || this == RE_ENCRYPT || USAGES.containsKey(this);
    }

    /** The usage of a key that a policy must allow a module for it; empty if it is none that a policy can narrow one to. */
    public Optional<KeyUsage> usage() {
        return Optional.ofNullable(USAGES.get(this));
    }

    /** The roles that allow it. */
    public Set<Role> roles() {
        return roles;
    }
}
