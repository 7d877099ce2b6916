package io.keywright.core.lifecycle;

import io.keywright.core.journal.StoreException;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;

/** Finds stored keys; what a caller may not see is not there, whatever the reason. Calls may block. */
record KeyLookup(KeyStore store) {

    /** @throws KeywrightException KEY_NOT_FOUND, or DEPENDENCY_UNAVAILABLE, also if the key is not whole */
    StoredKey find(Scope scope, KeyReference reference) {
        try {
            return whole(store.key(scope, reference).orElseThrow(KeyLookup::notFound));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /**
     * {@code key}, unless its material is gone and its state says that it is not.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE
     */
    static StoredKey whole(StoredKey key) {
        if (key.wrapped().isEmpty() && key.metadata().keyState() != KeyState.DESTROYED) {
            throw KeyVault.notWhole(key.metadata(), new IllegalStateException("a key that works, and has no material"));
        }
        return key;
    }

    private static KeywrightException notFound() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND, "There is no such key in your scope; list your keys with GET /kms/v1/keys.");
    }
}
