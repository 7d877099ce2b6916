package io.keywright.core.tenant;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;

/** A tenant's root key in memory: wraps and unwraps its keys, and never shows itself. */
public final class OpenRoot {

    private final SecretBytes root;
    private final KeyWrap keyWrap;

    OpenRoot(SecretBytes root, KeyWrap keyWrap) {
        this.root = root;
        this.keyWrap = keyWrap;
    }

    public byte[] wrap(SecretBytes material, Binding binding) {
        return keyWrap.wrap(root, material, binding);
    }

    /**
     * Opens what {@link #wrap} made.
     *
     * @throws io.keywright.core.crypto.UnwrapException if root, blob and binding do not belong together
     */
    public SecretBytes unwrap(byte[] blob, Binding binding) {
        return keyWrap.unwrap(root, blob, binding);
    }
}
