package io.keywright.server.observability.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exemplars.DefaultExemplarSampler;
import io.prometheus.client.exemplars.tracer.common.SpanContextSupplier;
import io.prometheus.client.exporter.common.TextFormat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Prometheus refuses a scrape in which anything but a bucket or a counter has an exemplar (OpenMetrics 1.0, "Exemplars"). */
@SuppressWarnings("deprecation") // the registry that the platform brings
class BucketExemplarsTest {

    private static final String EXEMPLAR = " # {";

    @Test
    void bucketsHaveExemplarsAndNothingElseHas() {
        assertThat(scraped(new BucketExemplars()).lines().filter(line -> line.contains(EXEMPLAR)))
                .singleElement()
                .asString()
                .startsWith(
                        "known_seconds_bucket{le=\"0.1\"} 1.0 # {span_id=\"00f067aa0ba902b7\",trace_id=\"4bf92f3577b34da6a3ce929d0e0e4736\"}");
    }

    /** Where this fails, the class has no reason to be any more. */
    @Test
    void theRegistryPutsThemBesideCounts() {
        assertThat(scraped(new CollectorRegistry(true))).containsPattern("known_seconds_count 1\\.0 # \\{");
    }

    private static String scraped(CollectorRegistry collectors) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(
                PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM, new DefaultExemplarSampler(new OneTrace()));
        Timer.builder("known")
                .serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(100))
                .register(registry)
                .record(Duration.ofMillis(5));
        return registry.scrape(TextFormat.CONTENT_TYPE_OPENMETRICS_100);
    }

    private static final class OneTrace implements SpanContextSupplier {

        @Override
        public String getTraceId() {
            return "4bf92f3577b34da6a3ce929d0e0e4736";
        }

        @Override
        public String getSpanId() {
            return "00f067aa0ba902b7";
        }

        @Override
        public boolean isSampled() {
            return true;
        }
    }
}
