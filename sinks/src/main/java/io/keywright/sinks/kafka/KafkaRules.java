package io.keywright.sinks.kafka;

import java.util.Map;

/**
 * The operator's Kafka cluster, and what may be sent there.
 *
 * @param bootstrapServers where the cluster is, each {@code HOST:PORT}, separated by commas
 * @param topicPrefix what topics begin with; <code>{tenant}</code> stands for the tenant's id
 * @param security properties of the client that say how it connects
 */
public record KafkaRules(String bootstrapServers, String topicPrefix, Map<String, String> security) {

    public KafkaRules {
        security = Map.copyOf(security);
    }

    /** What the topics of a tenant begin with. */
    String prefixOf(String tenantId) {
        return topicPrefix.replace("{tenant}", tenantId);
    }

    /** Passwords stay out. */
    @Override
    public String toString() {
        return "KafkaRules[" + bootstrapServers + ", " + topicPrefix + "]";
    }
}
