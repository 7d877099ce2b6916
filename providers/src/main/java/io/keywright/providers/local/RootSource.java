package io.keywright.providers.local;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootProviderException;

/** Where a 32-byte root key comes from. */
interface RootSource {

    /** The file that the root key hangs on. */
    PrivateFile file();

    /** The root key, which the caller closes. */
    SecretBytes load() throws RootProviderException;

    /**
     * Passes while what {@link #load} made {@code root} of is still there, unaltered. Costs microseconds.
     *
     * @throws RootProviderException UNREACHABLE if not
     */
    void checkInPlace(SecretBytes root) throws RootProviderException;
}
