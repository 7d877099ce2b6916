package io.keywright.sinks.kafka;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The operator's Kafka cluster, and what may be sent there.
 *
 * @param bootstrapServers where the cluster is, each {@code HOST:PORT}, separated by commas
 * @param topicPrefix what topics begin with; <code>{tenant}</code> stands for the tenant's id
 * @param security properties of the client that say how it connects
 * @param patience how long an event may take to be acknowledged
 */
public record KafkaRules(String bootstrapServers, String topicPrefix, Map<String, String> security, Duration patience) {

    private static final Duration USUAL = Duration.ofSeconds(20);
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern ESCAPED = Pattern.compile("[._:]");

    public KafkaRules {
        security = Map.copyOf(security);
    }

    /** With the patience that a cluster elsewhere needs. */
    public KafkaRules(String bootstrapServers, String topicPrefix, Map<String, String> security) {
        this(bootstrapServers, topicPrefix, security, USUAL);
    }

    /**
     * What the topics of a tenant begin with. Characters of its id that could be taken for the dot after it, or that topics
     * do not have, are written as {@code _} and two hexadecimal digits: no tenant's topics begin as another's do.
     */
    String prefixOf(String tenantId) {
        String escaped = ESCAPED.matcher(tenantId)
                .replaceAll(found ->
                        "_" + HexFormat.of().toHexDigits((byte) found.group().charAt(0)));
        return topicPrefix.replace("{tenant}", escaped);
    }

    /**
     * Passes if the tenant's events may be sent to {@code topic}.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    void check(String tenantId, String topic) {
        String prefix = prefixOf(tenantId);
        if (!topic.startsWith(prefix) || !TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException(
                    "must begin with " + prefix + " and have 1 to 249 characters of A-Z a-z 0-9 . _ -");
        }
    }

    /** Passwords stay out. */
    @Override
    public String toString() {
        return "KafkaRules[" + bootstrapServers + ", " + topicPrefix + "]";
    }
}
