package io.keywright.server.observability;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.model.Protection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;

/** Measures a root provider: how long its operations take, and how they fail. */
public final class MeteredRootProvider implements RootProvider {

    private final RootProvider provider;
    private final MeterRegistry registry;
    private final Timer wrapping;
    private final Timer unwrapping;

    public MeteredRootProvider(RootProvider provider, MeterRegistry registry) {
        this.provider = provider;
        this.registry = registry;
        this.wrapping = timer("wrap");
        this.unwrapping = timer("unwrap");
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
    public byte[] wrap(SecretBytes key, Binding binding) throws RootProviderException {
        return measured(wrapping, () -> provider.wrap(key, binding));
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, Binding binding) throws RootProviderException {
        return measured(unwrapping, () -> provider.unwrap(wrapped, binding));
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
            String reason = e.reason().name().toLowerCase(Locale.ROOT);
            registry.counter("kms.provider.errors", "provider", provider.name(), "reason", reason)
                    .increment();
            throw e;
        } finally {
            sample.stop(timer);
        }
    }
}
