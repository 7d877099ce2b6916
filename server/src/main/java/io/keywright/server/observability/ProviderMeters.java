package io.keywright.server.observability;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The meters of one root provider: how long its operations take, and how they fail. */
final class ProviderMeters {

    /** One call to a provider. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws RootProviderException;
    }

    private final String provider;
    private final MeterRegistry registry;

    ProviderMeters(String provider, MeterRegistry registry) {
        this.provider = provider;
        this.registry = registry;
        for (Reason reason : Reason.values()) {
            counter(reason);
        }
    }

    /** Always the same for a reason; registered before the first failure, so that a rate can be taken from 0. */
    private Counter counter(Reason reason) {
        return Counter.builder("kms.provider.errors")
                .description("Failures of the root provider, by reason")
                .tag("provider", provider)
                .tag("reason", reason.wireName())
                .register(registry);
    }

    Timer timer(String operation) {
        return Timer.builder("kms.provider.operation")
                .description("How long the root provider takes")
                .tag("provider", provider)
                .tag("operation", operation)
                .publishPercentileHistogram()
                .register(registry);
    }

    <T> T measured(Timer timer, Call<T> call) throws RootProviderException {
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
}
