package io.keywright.core.lifecycle;

import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyReference;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import java.util.Map;
import java.util.UUID;

/** Tells which key a name means. Calls may block. */
public final class KeyNames {

    private final KeyLookup lookup;

    public KeyNames(KeyStore store) {
        this.lookup = new KeyLookup(store);
    }

    /**
     * The id of the key that {@code name} means in the caller's scope; an id means itself, whether or not there is such a
     * key.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is no such alias, INVALID_REQUEST if the caller has no scope
     */
    public UUID id(Caller caller, KeyReference name) {
        return switch (name) {
            case KeyReference.ById(UUID keyId) -> keyId;
            case KeyReference.ByAlias alias ->
                lookup.find(scope(caller), alias).metadata().keyId();
        };
    }

    private static Scope scope(Caller caller) {
        Scope own = caller.scope();
        if (own == null) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Name the key by its id; an alias means a key in a tenant's scope, which a platform identity has none of.",
                    Map.of("parameter", "key_id"));
        }
        return own;
    }
}
