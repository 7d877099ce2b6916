package io.keywright.core.tenant;

import io.keywright.core.cost.Uses;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;

/**
 * A tenant's root key in memory: wraps and unwraps its keys, and never shows itself. Thread-safe.
 *
 * @param provider who opened it
 * @param uses counts each use that would need that provider, were the root not in memory
 */
record OpenRoot(SecretBytes root, String provider, KeyWrap keyWrap, Uses uses) {

    byte[] wrap(SecretBytes secret, Binding binding) {
        return keyWrap.wrap(root, secret, binding);
    }

    /** @throws io.keywright.core.crypto.UnwrapException if root, blob and binding do not belong together */
    SecretBytes unwrap(byte[] blob, Binding binding) {
        return keyWrap.unwrap(root, blob, binding);
    }

    /** Whether both are the same key. Takes the same time for all. */
    boolean sameAs(OpenRoot other) {
        return root.equals(other.root);
    }

    void destroy() {
        root.close();
    }
}
