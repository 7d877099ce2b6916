package io.keywright.core.administration;

import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.lifecycle.KeyStore.KeyFilter;
import io.keywright.model.Environment;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds a tenant's keys, in whichever of its scopes they are. Calls may block. */
record TenantKeys(KeyStore store) {

    private static final KeyFilter ACTIVE = new KeyFilter(null, KeyState.ACTIVE, null);

    /** Its active keys, at most {@code limit}. */
    List<KeyMetadata> active(String tenantId, int limit) {
        try {
            List<KeyMetadata> found = new ArrayList<>();
            for (Scope scope : scopes(tenantId)) {
                if (found.size() < limit) {
                    store.keys(scope, ACTIVE, null, limit - found.size()).stream()
                            .map(StoredKey::metadata)
                            .forEach(found::add);
                }
            }
            return found;
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    Optional<KeyMetadata> find(String tenantId, UUID keyId) {
        try {
            for (Scope scope : scopes(tenantId)) {
                Optional<StoredKey> key = store.key(scope, new KeyReference.ById(keyId));
                if (key.isPresent()) {
                    return key.map(StoredKey::metadata);
                }
            }
            return Optional.empty();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private static List<Scope> scopes(String tenantId) {
        return Arrays.stream(Environment.values())
                .flatMap(environment -> Stream.of(Plane.values()).map(plane -> new Scope(tenantId, environment, plane)))
                .toList();
    }
}
