package io.keywright.core.follow;

import io.keywright.core.follow.ChangeStore.Changed;
import io.keywright.core.integrity.LatestChanges;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.RowDetails;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a node holds of the store in memory, and which change concerns which part of it. Blocks.
 *
 * @param subscriptions is told that some subscription was changed, and returns at once
 * @param rows learns of each change before what it concerns is read again
 */
public record Memory(
        KeyMemory keys,
        RootMemory roots,
        Following roleBindings,
        Following trustAnchors,
        Following revokedCertificates,
        Following ledgerKeys,
        Runnable subscriptions,
        LatestChanges rows) {

    private static final List<String> KEY_IDS = List.of("key_id", "old_key_id");

    /** All that is held as a whole. */
    public Stream<Following> wholes() {
        return Stream.of(roleBindings, trustAnchors, revokedCertificates, ledgerKeys);
    }

    /** Reads all of it again, and lets go of what is held by itself. */
    void renew() {
        keys.forgetAll();
        roots.forgetRetired();
        wholes().forEach(Following::changed);
        subscriptions.run();
    }

    /**
     * Reads again what could not be read when it changed.
     *
     * @throws StoreException if some of it still cannot be read
     */
    void catchUp() throws StoreException {
        Optional<StoreException> failure = Optional.empty();
        for (Following whole : wholes().toList()) {
            try {
                whole.catchUp();
            } catch (StoreException e) {
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Lets go of what {@code changed} concerns, or reads it again. What cannot be understood may concern everything. */
    void follow(Changed changed) {
        Receipt receipt;
        Map<String, @Nullable Object> change;
        try {
            receipt = CanonicalReceipt.parse(changed.receipt());
            change = CanonicalJson.read(changed.change());
            RowDetails.read(change).forEach(row -> rows.changed(row.name(), changed.index()));
        } catch (IllegalArgumentException e) {
            renew();
            return;
        }
        Optional<Operation> operation = Operation.named(receipt.operation());
        if (operation.isEmpty()) {
            renew();
        } else {
            follow(operation.get(), receipt, change);
        }
    }

    private void follow(Operation operation, Receipt receipt, Map<String, @Nullable Object> change) {
        switch (operation) {
            case GENERATE,
                    IMPORT,
                    CHANGE_POLICY,
                    CHANGE_ROTATION,
                    ROTATE,
                    REVOKE,
                    ARCHIVE,
                    RESTORE,
                    SCHEDULE_DESTRUCTION,
                    CANCEL_DESTRUCTION,
                    DESTROY -> forgetKeys(receipt, change);
            case BIND_ROLE, UNBIND_ROLE -> roleBindings.changed();
            case UPDATE_TRUST_ANCHOR -> trustAnchors.changed();
            case REVOKE_CERTIFICATE -> revokedCertificates.changed();
            case ROTATE_LEDGER_KEY -> ledgerKeys.changed();
            case REFUSE_TENANT_ROOT -> roots.forgetRefused(receipt.scope().tenantId());
            case CREATE_SUBSCRIPTION,
                    DELETE_SUBSCRIPTION,
                    RESUME_SUBSCRIPTION,
                    CHANGE_SUBSCRIPTION,
                    RENEW_SUBSCRIPTION_SECRET -> subscriptions.run();
            case RETIRE_TENANT_ROOT -> forgetRoot(receipt, change);
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
                    TAG_ROWS -> {
                // Nothing of it is held in memory.
            }
        }
    }

    private void forgetRoot(Receipt receipt, Map<String, @Nullable Object> change) {
        if (change.get("root_version") instanceof Number version) {
            roots.forget(receipt.scope().tenantId(), version.intValue());
        }
    }

    private void forgetKeys(Receipt receipt, Map<String, @Nullable Object> change) {
        for (String name : KEY_IDS) {
            if (change.get(name) instanceof String id) {
                keys.forget(receipt.scope(), UUID.fromString(id));
            }
        }
    }
}
