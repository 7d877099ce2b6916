package io.keywright.testkit.provider;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.Message;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.root.SigningKeys;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import io.keywright.model.ProviderKeyReference;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A token in this process's memory, whose key pairs are real: RSA, EC and Ed25519. It wraps as {@code provider} does. */
public final class FakeToken implements RootProvider, SigningKeys {

    private static final Set<KeyType> TYPES =
            EnumSet.of(KeyType.RSA_2048, KeyType.EC_P256, KeyType.EC_P384, KeyType.ED25519);

    private final RootProvider provider;
    private final CryptoEngine engine = new CryptoEngine(CryptoProviders.jdk());
    private final Map<String, UsableKey> pairs = new ConcurrentHashMap<>();

    public FakeToken(RootProvider provider) {
        this.provider = provider;
    }

    /** The names of the pairs that are in it. */
    public Set<String> names() {
        return Set.copyOf(pairs.keySet());
    }

    /** Has the pair of that name be another one from now on. */
    public void swap(String name, KeyType type) throws RootProviderException {
        generate(name, type, Deadline.never());
    }

    @Override
    public byte[] generate(String name, KeyType type, Deadline deadline) throws RootProviderException {
        if (!TYPES.contains(type)) {
            throw new RootProviderException(Reason.WRONG_KEY_TYPE, "no such keys here");
        }
        try (GeneratedKey made = engine.generate(type)) {
            pairs.put(name, engine.load(type, made.material(), made.publicKey()));
            return made.publicKey();
        }
    }

    @Override
    public byte[] sign(String name, KeyType type, Algorithm algorithm, Message message, Deadline deadline)
            throws RootProviderException {
        UsableKey pair = pairs.get(name);
        if (pair == null) {
            throw new RootProviderException(Reason.KEY_NOT_FOUND, "no such pair here");
        }
        return engine.sign(pair, algorithm, message, deadline);
    }

    @Override
    public void destroy(String name, Deadline deadline) {
        pairs.remove(name);
    }

    @Override
    public Optional<SigningKeys> signingKeys() {
        return Optional.of(this);
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Set<Capability> capabilities() {
        return provider.capabilities();
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return provider.open(reference);
    }
}
