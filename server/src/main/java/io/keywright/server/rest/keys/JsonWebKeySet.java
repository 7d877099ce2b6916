package io.keywright.server.rest.keys;

import io.keywright.core.lifecycle.PublishedKeys.KeySet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Public keys as JSON (RFC 7517, section 5), the newest first.
 *
 * @param truncated true if there are more keys than a set can have; absent otherwise
 */
record JsonWebKeySet(List<JsonWebKey> keys, @Nullable Boolean truncated) {

    static JsonWebKeySet of(KeySet set) {
        return new JsonWebKeySet(set.keys().stream().map(JsonWebKey::of).toList(), set.complete() ? null : true);
    }
}
