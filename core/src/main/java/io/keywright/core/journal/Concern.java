package io.keywright.core.journal;

import io.keywright.model.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a change concerns of that by which a node decides: the one place that knows it of each operation. */
public enum Concern {
    /** Keys that nobody can have used before, or when they are rotated. */
    KEYS_MADE_OR_PLANNED,
    /** The state of keys, and with it what they may be used for. */
    KEY_STATE,
    /** Who may use the keys of a line. */
    KEY_POLICY,
    ROLE_GIVEN,
    ROLE_TAKEN_BACK,
    TRUST_ANCHORS,
    REVOKED_CERTIFICATES,
    LEDGER_KEY,
    ROOT_REFUSED,
    ROOT_RETIRED,
    SUBSCRIPTIONS,
    /** Nothing that a node holds in memory. */
    NOTHING;

    private static final List<String> KEY_IDS = List.of("key_id", "old_key_id");

    /** What changes of that operation concern. */
    public static Concern of(Operation operation) {
        return switch (operation) {
            case GENERATE, IMPORT, CHANGE_ROTATION -> KEYS_MADE_OR_PLANNED;
            case ROTATE, REVOKE, ARCHIVE, RESTORE, SCHEDULE_DESTRUCTION, CANCEL_DESTRUCTION, DESTROY -> KEY_STATE;
            case CHANGE_POLICY -> KEY_POLICY;
            case BIND_ROLE -> ROLE_GIVEN;
            case UNBIND_ROLE -> ROLE_TAKEN_BACK;
            case UPDATE_TRUST_ANCHOR -> TRUST_ANCHORS;
            case REVOKE_CERTIFICATE -> REVOKED_CERTIFICATES;
            case ROTATE_LEDGER_KEY -> LEDGER_KEY;
            case REFUSE_TENANT_ROOT -> ROOT_REFUSED;
            case RETIRE_TENANT_ROOT -> ROOT_RETIRED;
            case CREATE_SUBSCRIPTION,
                    DELETE_SUBSCRIPTION,
                    RESUME_SUBSCRIPTION,
                    CHANGE_SUBSCRIPTION,
                    RENEW_SUBSCRIPTION_SECRET -> SUBSCRIPTIONS;
            case LIST_KEYS,
                    GET_KEY,
                    BEGIN_IMPORT,
                    EXPIRE_IMPORT,
                    EXPORT,
                    GET_PUBLIC_KEY,
                    GET_KEY_SET,
                    GET_KEY_USAGE,
                    GET_POLICY,
                    ANNOUNCE_ROTATION,
                    SIGN,
                    VERIFY,
                    ENCRYPT,
                    DECRYPT,
                    GENERATE_DATA_KEY,
                    UNWRAP_DATA_KEY,
                    RE_ENCRYPT,
                    DERIVE,
                    AGREE,
                    GENERATE_RANDOM,
                    CREATE_TENANT_ROOT,
                    CREATE_TENANT,
                    CHANGE_TENANT_ROOT,
                    ROTATE_TENANT_ROOT,
                    REWRAP_SECRETS,
                    PURGE_CACHE,
                    WARM_CACHE,
                    CHANGE_LOG_LEVEL,
                    CREATE_BACKUP,
                    RESTORE_BACKUP,
                    RESTORE_TENANT_ROOT,
                    VALIDATE_ROOT_PROVIDER,
                    VALIDATE_CERTIFICATE,
                    CREATE_AUTHORITY,
                    CHANGE_AUTHORITY,
                    ISSUE_CERTIFICATE,
                    CREATE_ACME_CREDENTIAL,
                    REVOKE_ACME_CREDENTIAL,
                    REGISTER_ACME_ACCOUNT,
                    CHANGE_ACME_ACCOUNT,
                    SIGN_REVOCATION_LIST,
                    TELL_CERTIFICATE_STATUS,
                    REPORT_TRUST_BUNDLE,
                    REQUEST_APPROVAL,
                    GRANT_APPROVAL,
                    DENY_APPROVAL,
                    EXPIRE_APPROVAL,
                    TEST_SUBSCRIPTION,
                    OPEN_FINDING,
                    RESOLVE_FINDING,
                    REQUEST_EVIDENCE,
                    EXPORT_EVIDENCE,
                    TAG_ROWS -> NOTHING;
        };
    }

    /**
     * The keys that there were before, and that a change names.
     *
     * @param change as of its receipt's digest
     * @throws IllegalArgumentException if what it names is none
     */
    public static Set<UUID> keys(Map<String, @Nullable Object> change) {
        Set<UUID> keys = HashSet.newHashSet(KEY_IDS.size());
        for (String name : KEY_IDS) {
            if (change.get(name) instanceof String id) {
                keys.add(UUID.fromString(id));
            }
        }
        return keys;
    }
}
