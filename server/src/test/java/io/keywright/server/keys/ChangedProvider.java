package io.keywright.server.keys;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderDecorator;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import java.util.function.UnaryOperator;

/** A provider whose keys do something else than they would. */
final class ChangedProvider extends RootProviderDecorator {

    private final UnaryOperator<ProviderKey> change;

    ChangedProvider(RootProvider provider, UnaryOperator<ProviderKey> change) {
        super(provider);
        this.change = change;
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return change.apply(provider.open(reference));
    }

    /** A key that does what another does, but for what is overridden. */
    abstract static class ChangedKey implements ProviderKey {

        private final ProviderKey key;

        ChangedKey(ProviderKey key) {
            this.key = key;
        }

        @Override
        public Description describe(Deadline deadline) throws RootProviderException {
            return key.describe(deadline);
        }

        @Override
        public byte[] wrap(SecretBytes secret, Binding binding, Deadline deadline) throws RootProviderException {
            return key.wrap(secret, binding, deadline);
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
            return key.unwrap(wrapped, binding, deadline);
        }
    }
}
