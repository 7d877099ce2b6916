package io.keywright.server.observability.tracing;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Predicate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;

/**
 * Gives exemplars of histograms to their buckets alone, as OpenMetrics 1.0 ("Exemplars") has it. Micrometer puts one beside their
 * count, too, and Prometheus refuses a whole scrape because of it.
 */
public final class BucketExemplars extends CollectorRegistry {

    private static final String COUNT = "_count";

    public BucketExemplars() {
        super(true);
    }

    @Override
    public Enumeration<MetricFamilySamples> metricFamilySamples() {
        return allowed(super.metricFamilySamples());
    }

    @Override
    public Enumeration<MetricFamilySamples> filteredMetricFamilySamples(Set<String> names) {
        return allowed(super.filteredMetricFamilySamples(names));
    }

    @Override
    public Enumeration<MetricFamilySamples> filteredMetricFamilySamples(Predicate<String> names) {
        return allowed(super.filteredMetricFamilySamples(names));
    }

    private static Enumeration<MetricFamilySamples> allowed(Enumeration<MetricFamilySamples> families) {
        return Collections.enumeration(Collections.list(families).stream()
                .map(BucketExemplars::allowed)
                .toList());
    }

    private static MetricFamilySamples allowed(MetricFamilySamples family) {
        List<Sample> samples =
                family.samples.stream().map(BucketExemplars::allowed).toList();
        return new MetricFamilySamples(family.name, family.unit, family.type, family.help, samples);
    }

    private static Sample allowed(Sample sample) {
        return sample.exemplar == null || !sample.name.endsWith(COUNT)
                ? sample
                : new Sample(sample.name, sample.labelNames, sample.labelValues, sample.value, sample.timestampMs);
    }
}
