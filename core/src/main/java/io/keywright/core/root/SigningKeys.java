package io.keywright.core.root;

import io.keywright.core.crypto.Message;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;

/**
 * The port to key pairs that are made, used and destroyed inside a provider, and whose private keys never leave it. Calls
 * may block until the deadline and no longer, and are safe from any thread. Whatever fails does so with
 * {@link RootProviderException}, and a call that comes after its deadline is UNREACHABLE and reaches for nothing.
 */
public interface SigningKeys {

    /**
     * Makes a key pair.
     *
     * @param name what it is called by from now on: 1 to 64 visible ASCII characters that were never given before, a UUID as
     *     a rule. What an attempt that failed has left under it is replaced.
     * @return SubjectPublicKeyInfo DER (RFC 5280) of its public key
     * @throws RootProviderException WRONG_KEY_TYPE if the provider makes no such keys
     */
    byte[] generate(String name, KeyType type, Deadline deadline) throws RootProviderException;

    /**
     * Signs {@code message}, data or a digest that fits the algorithm. ECDSA answers R||S (RFC 7518, section 3.4).
     *
     * @param type that of the key
     * @param algorithm one of that type
     * @throws RootProviderException KEY_NOT_FOUND if there is no such key, or not any more
     */
    byte[] sign(String name, KeyType type, Algorithm algorithm, Message message, Deadline deadline)
            throws RootProviderException;

    /** Destroys a key pair for good. Does nothing if there is none. */
    void destroy(String name, Deadline deadline) throws RootProviderException;
}
