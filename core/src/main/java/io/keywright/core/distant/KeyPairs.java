package io.keywright.core.distant;

import io.keywright.core.crypto.Message;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.DistantKey;
import io.keywright.model.KeyType;

/**
 * The port to a provider's key pairs as a service uses them: what {@link io.keywright.core.root.SigningKeys} offers, within
 * limits for the provider and for each tenant. Calls may block until the deadline and no longer, and are safe from any thread.
 */
public interface KeyPairs {

    /** See {@link io.keywright.core.root.SigningKeys#generate}. */
    byte[] generate(DistantKey key, KeyType type, Deadline deadline) throws RootProviderException;

    /** See {@link io.keywright.core.root.SigningKeys#sign}. */
    byte[] sign(DistantKey key, KeyType type, Algorithm algorithm, Message message, Deadline deadline)
            throws RootProviderException;

    /** See {@link io.keywright.core.root.SigningKeys#destroy}. */
    void destroy(DistantKey key, Deadline deadline) throws RootProviderException;
}
