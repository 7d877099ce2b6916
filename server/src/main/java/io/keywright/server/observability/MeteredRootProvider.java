package io.keywright.server.observability;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.root.SigningKeys;
import io.keywright.core.work.Deadline;
import io.keywright.model.Protection;
import io.keywright.model.ProviderKeyReference;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.Set;

/** Measures a root provider: how long the operations of its keys take, and how they fail. */
public final class MeteredRootProvider implements RootProvider {

    private final RootProvider provider;
    private final MeterRegistry registry;
    private final Timer describing;
    private final Timer wrapping;
    private final Timer unwrapping;

    public MeteredRootProvider(RootProvider provider, MeterRegistry registry) {
        this.provider = provider;
        this.registry = registry;
        this.describing = timer("describe");
        this.wrapping = timer("wrap");
        this.unwrapping = timer("unwrap");
        for (Reason reason : Reason.values()) {
            counter(reason);
        }
    }

    /** Always the same for a reason; registered before the first failure, so that a rate can be taken from 0. */
    private Counter counter(Reason reason) {
        return Counter.builder("kms.provider.errors")
                .description("Failures of the root provider, by reason")
                .tag("provider", provider.name())
                .tag("reason", reason.wireName())
                .register(registry);
    }

    private Timer timer(String operation) {
        return Timer.builder("kms.provider.operation")
                .description("How long the root provider takes")
                .tag("provider", provider.name())
                .tag("operation", operation)
                .publishPercentileHistogram()
                .register(registry);
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Protection protection() {
        return provider.protection();
    }

    @Override
    public Set<Capability> capabilities() {
        return provider.capabilities();
    }

    @Override
    public Optional<SigningKeys> signingKeys() {
        return provider.signingKeys();
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return new MeteredKey(provider.open(reference));
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws RootProviderException;
    }

    private <T> T measured(Timer timer, Call<T> call) throws RootProviderException {
        Timer.Sample sample = Timer.start(registry);
        try {
            return call.run();
        } catch (RootProviderException e) {
            counter(e.reason()).increment();
            throw e;
        } catch (RuntimeException e) {
            counter(Reason.UNKNOWN).increment();
            throw e;
        } finally {
            sample.stop(timer);
        }
    }

    private final class MeteredKey implements ProviderKey {

        private final ProviderKey key;

        MeteredKey(ProviderKey key) {
            this.key = key;
        }

        @Override
        public Description describe(Deadline deadline) throws RootProviderException {
            return measured(describing, () -> key.describe(deadline));
        }

        @Override
        public byte[] wrap(SecretBytes secret, Binding binding, Deadline deadline) throws RootProviderException {
            return measured(wrapping, () -> key.wrap(secret, binding, deadline));
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
            return measured(unwrapping, () -> key.unwrap(wrapped, binding, deadline));
        }
    }
}
