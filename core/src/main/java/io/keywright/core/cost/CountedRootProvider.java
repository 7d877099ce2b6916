package io.keywright.core.cost;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderDecorator;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.SigningKeys;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Scope;
import java.util.Optional;

/** A root provider whose keys' calls are counted, each try of its own: around the adapter, and within all that tries again. */
public final class CountedRootProvider extends RootProviderDecorator {

    private final CallCounts counts;

    public CountedRootProvider(RootProvider provider, CallCounts counts) {
        super(provider);
        this.counts = counts;
    }

    @Override
    public Optional<SigningKeys> signingKeys() {
        return provider.signingKeys();
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return new CountedKey(provider.open(reference));
    }

    private void count(String tenantId, ProviderOperation operation) {
        counts.called(new TenantProvider(tenantId, name()), operation);
    }

    private final class CountedKey implements ProviderKey {

        private final ProviderKey key;

        CountedKey(ProviderKey key) {
            this.key = key;
        }

        @Override
        public Description describe(Deadline deadline) throws RootProviderException {
            count(Scope.GLOBAL, ProviderOperation.DESCRIBE);
            return key.describe(deadline);
        }

        @Override
        public byte[] wrap(SecretBytes secret, Binding binding, Deadline deadline) throws RootProviderException {
            count(binding.tenantId(), ProviderOperation.WRAP);
            return key.wrap(secret, binding, deadline);
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
            count(binding.tenantId(), ProviderOperation.UNWRAP);
            return key.unwrap(wrapped, binding, deadline);
        }
    }
}
