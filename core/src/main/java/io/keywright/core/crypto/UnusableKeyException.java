package io.keywright.core.crypto;

import io.keywright.model.KeyType;

/** Key material cannot be read as what it is said to be, or does not belong to the public key beside it. */
public final class UnusableKeyException extends RuntimeException {
    UnusableKeyException(KeyType type, String fault) {
        super("not usable as a key of type " + type.wireName() + ": " + fault);
    }
}
