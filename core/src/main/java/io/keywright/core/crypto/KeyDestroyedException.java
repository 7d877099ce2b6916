package io.keywright.core.crypto;

/**
 * A secret was used after it was destroyed, as happens when a cache lets go of a key that is about to be used. The
 * caller may load the key again.
 */
public final class KeyDestroyedException extends RuntimeException {
    KeyDestroyedException() {
        super("the key is destroyed; load it again", null, false, false);
    }
}
