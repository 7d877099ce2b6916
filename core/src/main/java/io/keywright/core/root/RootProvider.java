package io.keywright.core.root;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.model.Protection;

/**
 * The port to whatever guards the root of all keys. Calls may block and are safe from any thread. A wrapped key opens
 * only under the binding that it was wrapped with.
 */
public interface RootProvider {

    /** The name that metrics, health and stored wraps give, such as {@code local}. */
    String name();

    /** What guards the root. */
    Protection protection();

    /**
     * Wraps a key of at most 64 bytes.
     *
     * @return an opaque blob that only {@link #unwrap} of the same provider and root reads
     */
    byte[] wrap(SecretBytes key, Binding binding) throws RootProviderException;

    /**
     * Opens what {@link #wrap} made.
     *
     * @throws RootProviderException REFUSED if blob, binding and root do not belong together
     */
    SecretBytes unwrap(byte[] wrapped, Binding binding) throws RootProviderException;
}
