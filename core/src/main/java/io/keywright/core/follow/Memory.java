package io.keywright.core.follow;

import io.keywright.core.follow.ChangeStore.Changed;
import io.keywright.core.integrity.LatestChanges;
import io.keywright.core.journal.Concern;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.RowDetails;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import java.util.Map;
import java.util.Optional;
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
        switch (Concern.of(operation)) {
            case KEYS_MADE_OR_PLANNED, KEY_STATE, KEY_POLICY ->
                Concern.keys(change).forEach(key -> keys.forget(receipt.scope(), key));
            case ROLE_GIVEN, ROLE_TAKEN_BACK -> roleBindings.changed();
            case TRUST_ANCHORS -> trustAnchors.changed();
            case REVOKED_CERTIFICATES -> revokedCertificates.changed();
            case LEDGER_KEY -> ledgerKeys.changed();
            case ROOT_REFUSED -> roots.forgetRefused(receipt.scope().tenantId());
            case ROOT_RETIRED -> forgetRoot(receipt, change);
            case SUBSCRIPTIONS -> subscriptions.run();
            case NOTHING -> {
                // Nothing of it is held in memory.
            }
        }
    }

    private void forgetRoot(Receipt receipt, Map<String, @Nullable Object> change) {
        if (change.get("root_version") instanceof Number version) {
            roots.forget(receipt.scope().tenantId(), version.intValue());
        }
    }
}
