package io.keywright.core.operations;

import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.secret.Shared;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyMetadata;

/** The key that a ciphertext is encrypted with anew, which may be. Held until it is released. */
record Target(Shared<HeldKey> key, Algorithm algorithm) {

    KeyMetadata metadata() {
        return key.get().metadata();
    }

    /** What was made with it. */
    <T> Used<T> used(T made) {
        return new Used<>(made, metadata().keyId(), algorithm);
    }
}
