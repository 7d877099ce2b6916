package io.keywright.sinks.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The one idempotent producer of all sinks. It is made when it is first needed, so that a service without subscriptions to
 * Kafka loads nothing of it; and again after a failure from which such a producer does not recover. Thread-safe.
 */
final class SharedProducer implements AutoCloseable {

    private final KafkaRules rules;
    private @Nullable Producer<String, byte[]> producer;

    SharedProducer(KafkaRules rules) {
        this.rules = rules;
    }

    /**
     * The producer as it is now.
     *
     * @throws org.apache.kafka.common.KafkaException if there is none, and none can be made now
     */
    synchronized Producer<String, byte[]> get() {
        Producer<String, byte[]> made = producer;
        if (made == null) {
            made = new KafkaProducer<>(properties(rules), new StringSerializer(), new ByteArraySerializer());
            producer = made;
        }
        return made;
    }

    /** Has another made in the place of {@code broken}; what it still held is delivered again by those who sent it. */
    synchronized void replace(Producer<String, byte[]> broken) {
        if (broken.equals(producer)) {
            producer = null;
            broken.close(Duration.ZERO);
        }
    }

    private static Map<String, Object> properties(KafkaRules rules) {
        Map<String, Object> properties = new HashMap<>(rules.security());
        int patience = Math.toIntExact(rules.patience().toMillis());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, rules.bootstrapServers());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "keywright");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience / 2);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return properties;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
