package io.keywright.core.distant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Message;
import io.keywright.core.crypto.UnusableKeyException;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.DistantKey;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import java.time.Duration;

/**
 * Key pairs inside providers, as core uses them: believes nothing that an adapter answers. What does not succeed is refused
 * with DEPENDENCY_UNAVAILABLE, and the provider's reason. Calls may block until the deadline. Safe from any thread.
 */
public final class DistantKeys {

    /** How long a provider is waited for, if the caller's deadline is further away. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final byte[] PROBE = "keywright key pair check".getBytes(US_ASCII);

    private final Keepers keepers;
    private final CryptoEngine engine;

    public DistantKeys(Keepers keepers, CryptoEngine engine) {
        this.keepers = keepers;
        this.engine = engine;
    }

    /**
     * Makes a key pair, which has signed with each algorithm of its type.
     *
     * @return SubjectPublicKeyInfo DER (RFC 5280) of its public key, which has verified these signatures
     * @throws KeywrightException INVALID_REQUEST if the provider makes no keys of that type
     */
    public byte[] make(DistantKey key, KeyType type, Deadline deadline) {
        Deadline patience = deadline.within(PATIENCE);
        byte[] publicKey = generated(key, type, patience);
        try (UsableKey made = load(key, type, publicKey)) {
            for (Algorithm algorithm : type.algorithms()) {
                engine.sign(made, algorithm, new Message.Data(PROBE), patience);
            }
        } catch (UnusableKeyException e) {
            throw DistantFaults.notBelieved(key, e);
        }
        return publicKey;
    }

    private byte[] generated(DistantKey key, KeyType type, Deadline deadline) {
        try {
            return keepers.of(key.provider()).generate(key, type, deadline);
        } catch (RootProviderException e) {
            throw DistantFaults.notMade(key, type, e);
        }
    }

    /**
     * The pair, ready for use: it signs inside the provider, and verifies here.
     *
     * @throws UnusableKeyException if {@code publicKeySpki} is not a public key of {@code type} in canonical DER
     */
    public UsableKey load(DistantKey key, KeyType type, byte[] publicKeySpki) {
        return engine.loadDistant(
                type,
                (algorithm, message, deadline) -> sign(key, type, algorithm, message, deadline.within(PATIENCE)),
                publicKeySpki);
    }

    private byte[] sign(DistantKey key, KeyType type, Algorithm algorithm, Message message, Deadline deadline) {
        try {
            return keepers.of(key.provider()).sign(key, type, algorithm, message, deadline);
        } catch (RootProviderException e) {
            throw DistantFaults.notServed(key, e);
        }
    }

    /** Destroys the pair inside its provider. Does nothing if there is none. */
    void destroy(DistantKey key) throws RootProviderException {
        keepers.of(key.provider()).destroy(key, Deadline.in(PATIENCE));
    }
}
