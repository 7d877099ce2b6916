package io.keywright.core.lifecycle;

import io.keywright.core.crypto.UsableKey;
import io.keywright.model.KeyMetadata;
import java.util.Optional;

/**
 * A key as it is held in memory, ready for use.
 *
 * @param material empty once the key is destroyed
 */
public record HeldKey(KeyMetadata metadata, Optional<UsableKey> material) {

    /** Makes the material in memory unusable; the stored key is what it was. */
    void destroy() {
        material.ifPresent(UsableKey::close);
    }
}
