package io.keywright.server.observability;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderDecorator;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Measures a root provider: how long the operations of its keys take, and how they fail. */
public final class MeteredRootProvider extends RootProviderDecorator {

    private final ProviderMeters meters;
    private final Timer describing;
    private final Timer wrapping;
    private final Timer unwrapping;

    public MeteredRootProvider(RootProvider provider, MeterRegistry registry) {
        super(provider);
        this.meters = new ProviderMeters(provider.name(), registry);
        this.describing = meters.timer("describe");
        this.wrapping = meters.timer("wrap");
        this.unwrapping = meters.timer("unwrap");
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return new MeteredKey(provider.open(reference));
    }

    private final class MeteredKey implements ProviderKey {

        private final ProviderKey key;

        MeteredKey(ProviderKey key) {
            this.key = key;
        }

        @Override
        public Description describe(Deadline deadline) throws RootProviderException {
            return meters.measured(describing, () -> key.describe(deadline));
        }

        @Override
        public byte[] wrap(SecretBytes secret, Binding binding, Deadline deadline) throws RootProviderException {
            return meters.measured(wrapping, () -> key.wrap(secret, binding, deadline));
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
            return meters.measured(unwrapping, () -> key.unwrap(wrapped, binding, deadline));
        }
    }
}
