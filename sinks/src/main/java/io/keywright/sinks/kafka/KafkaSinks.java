package io.keywright.sinks.kafka;

import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventSink;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.Optional;

/** Makes sinks for Kafka topics, which share one producer. Thread-safe. */
public final class KafkaSinks implements AutoCloseable {

    private final Optional<KafkaRules> rules;
    private final CloudEvents form;
    private final Optional<SharedProducer> producer;

    /** @param rules empty if the operator has no Kafka cluster */
    public KafkaSinks(Optional<KafkaRules> rules, CloudEvents form) {
        this.rules = rules;
        this.producer = rules.map(SharedProducer::new);
        this.form = form;
    }

    /**
     * Passes if the tenant's events may be sent to {@code topic}.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public void check(String tenantId, String topic) {
        rules.orElseThrow(() -> new IllegalArgumentException("cannot be used: the operator has configured no Kafka"))
                .check(tenantId, topic);
    }

    /**
     * A sink that sends to {@code topic}.
     *
     * @throws IllegalArgumentException if the tenant's events may not be sent there any more
     * @throws KeywrightException if the operator has no cluster any more
     */
    public EventSink open(String tenantId, String topic) {
        SharedProducer shared = producer.orElseThrow(KafkaSinks::noCluster);
        check(tenantId, topic);
        return new KafkaSink(tenantId, topic, form, shared);
    }

    private static KeywrightException noCluster() {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The operator has configured no Kafka; ask for keywright.events.kafka.bootstrap-servers.",
                Map.of("dependency", "kafka"));
    }

    @Override
    public void close() {
        producer.ifPresent(SharedProducer::close);
    }
}
