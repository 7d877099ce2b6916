package io.keywright.sinks.kafka;

import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventSink;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes sinks for Kafka topics. All share one idempotent producer, which is made when the first of them is needed, so that
 * a service without such subscriptions loads nothing of Kafka. Thread-safe.
 */
public final class KafkaSinks implements AutoCloseable {

    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    private final Optional<KafkaRules> rules;
    private final CloudEvents form;
    private @Nullable Producer<String, byte[]> producer;

    /** @param rules empty if the operator has no Kafka cluster */
    public KafkaSinks(Optional<KafkaRules> rules, CloudEvents form) {
        this.rules = rules;
        this.form = form;
    }

    /**
     * Passes if the tenant's events may be sent to {@code topic}.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public void check(String tenantId, String topic) {
        String prefix = rules.orElseThrow(
                        () -> new IllegalArgumentException("cannot be used: the operator has configured no Kafka"))
                .prefixOf(tenantId);
        if (!topic.startsWith(prefix) || !TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException(
                    "must begin with " + prefix + " and have 1 to 249 characters of A-Z a-z 0-9 . _ -");
        }
    }

    /** A sink that sends to {@code topic}. */
    public EventSink open(String topic) {
        return new KafkaSink(topic, form, producer());
    }

    private synchronized Producer<String, byte[]> producer() {
        Producer<String, byte[]> made = producer;
        if (made == null) {
            made = new KafkaProducer<>(
                    properties(rules.orElseThrow()), new StringSerializer(), new ByteArraySerializer());
            producer = made;
        }
        return made;
    }

    private static Map<String, Object> properties(KafkaRules rules) {
        Map<String, Object> properties = new HashMap<>(rules.security());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, rules.bootstrapServers());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "keywright");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
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
