package io.keywright.core.root;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.work.Deadline;

/**
 * A key that a provider holds, as its adapter offers it; core uses it through {@link RootKey} only. Calls may block until
 * the deadline and no longer, and are safe from any thread. Whatever fails does so with {@link RootProviderException}, and
 * a call that comes after its deadline is UNREACHABLE and reaches for nothing.
 */
public interface ProviderKey {

    /** What the provider says of the key. */
    Description describe(Deadline deadline) throws RootProviderException;

    /**
     * Wraps 32 bytes.
     *
     * @param binding goes along as additional data or encryption context wherever the provider has such a thing
     * @return an opaque blob of at most {@value RootKey#MOST_BLOB_BYTES} bytes that only {@link #unwrap} of the same key reads
     */
    byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) throws RootProviderException;

    /**
     * Opens what {@link #wrap} made. Names the key in its request, so that a blob of another key is refused.
     *
     * @throws RootProviderException ALTERED or CONTEXT_MISMATCH if blob, binding and key do not belong together, as far as
     *     the provider can tell
     */
    SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException;

    /**
     * What a provider says of its key.
     *
     * @param id its full name, such as an ARN
     * @param version the version that wraps now; empty where the provider has or tells none
     */
    record Description(String id, String version) {}
}
