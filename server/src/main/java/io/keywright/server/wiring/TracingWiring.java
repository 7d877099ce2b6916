package io.keywright.server.wiring;

import io.keywright.core.work.Supervisor;
import io.keywright.egress.AddressRule;
import io.keywright.egress.Egress;
import io.keywright.egress.GuardedLookup;
import io.keywright.egress.Limits;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.config.TelemetryReader;
import io.keywright.server.config.TrustedTls;
import io.keywright.server.observability.tracing.BucketExemplars;
import io.keywright.server.observability.tracing.Collector;
import io.keywright.server.observability.tracing.CurrentTrace;
import io.keywright.server.observability.tracing.OpenTelemetryTracing;
import io.keywright.server.observability.tracing.SpanQueue;
import io.keywright.server.observability.tracing.TraceRules;
import io.keywright.server.observability.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exemplars.DefaultExemplarSampler;
import io.prometheus.client.exemplars.ExemplarSampler;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The part of {@link Wiring} that traces. Where no collector is configured, it loads no class of OpenTelemetry's. */
@Singleton
class TracingWiring {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_ANSWER_BYTES = 64 * 1024;

    private final KeywrightConfig config;
    private final String version;

    TracingWiring(KeywrightConfig config, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.config = config;
        this.version = version;
    }

    @Produces
    @Singleton
    Tracing tracing(MeterRegistry registry, Supervisor supervisor) {
        Optional<TraceRules> rules = TelemetryReader.read(config.telemetry());
        return rules.isEmpty() ? Tracing.OFF : tracing(rules.get(), registry, supervisor);
    }

    /** Beside a bucket of a histogram stands a trace that fell into it (OpenMetrics, "Exemplars"). */
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    Optional<ExemplarSampler> exemplars() {
        return config.telemetry().endpoint().map(it -> new DefaultExemplarSampler(new CurrentTrace()));
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    CollectorRegistry scraped() {
        return new BucketExemplars();
    }

    private Tracing tracing(TraceRules rules, MeterRegistry registry, Supervisor supervisor) {
        Collector collector = new Collector(rules, egress());
        return new OpenTelemetryTracing(rules, version, new SpanQueue(collector, registry, supervisor));
    }

    /** The operator's collector may be anywhere. */
    private Egress egress() {
        try {
            return new Egress(
                    new GuardedLookup(AddressRule.ANY),
                    TrustedTls.by(config.telemetry().ca()),
                    Limits.of(PATIENCE, PATIENCE, MOST_ANSWER_BYTES));
        } catch (IOException | GeneralSecurityException e) {
            throw new Misconfigured(List.of("keywright.telemetry.ca: " + TrustedTls.advice(e)));
        }
    }

    void close(@Disposes Tracing tracing) throws Exception {
        if (tracing instanceof AutoCloseable open) {
            open.close();
        }
    }
}
