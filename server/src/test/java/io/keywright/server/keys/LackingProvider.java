package io.keywright.server.keys;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderDecorator;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Scope;
import java.util.Set;

/** A provider that lets its caller do only some things, as policies of clouds do. */
final class LackingProvider extends RootProviderDecorator {

    private static final Binding NONE = Binding.of(Scope.OF_ALL, "none", "none");

    private final Set<String> lacking;

    /**
     * @param lacking the permissions that are missing: {@code describe}, {@code wrap}, {@code unwrap}; with
     *     {@code binding} it looks at none, whatever it says
     */
    LackingProvider(RootProvider provider, Set<String> lacking) {
        super(provider);
        this.lacking = lacking;
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return new LackingKey(provider.open(reference));
    }

    private Binding seen(Binding binding) {
        return lacking.contains("binding") ? NONE : binding;
    }

    private void require(String permission) throws RootProviderException {
        if (lacking.contains(permission)) {
            throw new RootProviderException(
                    "kms:" + permission, "refused, as planned", new IllegalStateException("a policy"));
        }
    }

    private final class LackingKey implements ProviderKey {

        private final ProviderKey key;

        LackingKey(ProviderKey key) {
            this.key = key;
        }

        @Override
        public Description describe(Deadline deadline) throws RootProviderException {
            require("describe");
            return key.describe(deadline);
        }

        @Override
        public byte[] wrap(SecretBytes secret, Binding binding, Deadline deadline) throws RootProviderException {
            require("wrap");
            return key.wrap(secret, seen(binding), deadline);
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
            require("unwrap");
            return key.unwrap(wrapped, seen(binding), deadline);
        }
    }
}
