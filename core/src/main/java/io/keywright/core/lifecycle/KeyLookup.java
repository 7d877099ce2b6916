package io.keywright.core.lifecycle;

import io.keywright.core.journal.StoreException;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyReference;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;

/** Finds stored keys; what a caller may not see is not there, whatever the reason. Calls may block. */
record KeyLookup(KeyStore store) {

    /** @throws KeywrightException KEY_NOT_FOUND, or DEPENDENCY_UNAVAILABLE */
    StoredKey find(Scope scope, KeyReference reference) {
        try {
            return store.key(scope, reference).orElseThrow(KeyLookup::notFound);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private static KeywrightException notFound() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND, "There is no such key in your scope; list your keys with GET /kms/v1/keys.");
    }
}
