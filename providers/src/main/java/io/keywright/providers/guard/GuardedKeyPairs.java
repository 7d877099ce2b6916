package io.keywright.providers.guard;

import io.keywright.core.crypto.Message;
import io.keywright.core.distant.KeyPairs;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.SigningKeys;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.DistantKey;
import io.keywright.model.KeyType;

/**
 * A provider's key pairs, guarded. Making one is tried once, and takes as long as it takes: another try, which uses the same
 * name, could come upon what the first is still making.
 */
record GuardedKeyPairs(SigningKeys keys, Guard guard) implements KeyPairs {

    @Override
    public byte[] generate(DistantKey key, KeyType type, Deadline deadline) throws RootProviderException {
        return guard.patiently(key.tenantId(), deadline, within -> keys.generate(key.name(), type, within));
    }

    @Override
    public byte[] sign(DistantKey key, KeyType type, Algorithm algorithm, Message message, Deadline deadline)
            throws RootProviderException {
        return guard.call(key.tenantId(), deadline, within -> keys.sign(key.name(), type, algorithm, message, within));
    }

    @Override
    public void destroy(DistantKey key, Deadline deadline) throws RootProviderException {
        guard.call(key.tenantId(), deadline, within -> {
            keys.destroy(key.name(), within);
            return key;
        });
    }
}
