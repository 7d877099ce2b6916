package io.keywright.server.observability;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.Protection;
import io.micrometer.core.instrument.Counter;
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
        for (Reason reason : Reason.values()) {
            counter(reason);
        }
    }

    /** Always the same for a reason; registered before the first failure, so that a rate can be taken from 0. */
    private Counter counter(Reason reason) {
        return Counter.builder("kms.provider.errors")
                .description("Failures of the root provider, by reason")
                .tag("provider", provider.name())
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
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
            counter(e.reason()).increment();
            throw e;
        } finally {
            sample.stop(timer);
        }
    }
}
