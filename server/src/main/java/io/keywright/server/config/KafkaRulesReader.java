package io.keywright.server.config;

import io.keywright.sinks.kafka.KafkaRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns the operator's properties into the Kafka client's. What is not among them cannot be set. */
public final class KafkaRulesReader {

    private static final Set<String> MECHANISMS = Set.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9._-]|\\{tenant}\\.)+");
    private static final String AT = "keywright.events.kafka.";

    private KafkaRulesReader() {}

    /**
     * The rules that {@code config} sets; empty if there is no cluster.
     *
     * @throws Misconfigured naming every fault
     */
    public static Optional<KafkaRules> read(EventsConfig.Kafka config) {
        Faults faults = new Faults();
        Optional<KafkaRules> rules = read(config, faults);
        faults.throwIfAny();
        return rules;
    }

    static Optional<KafkaRules> read(EventsConfig.Kafka config, Faults faults) {
        faults.unless(
                PREFIX.matcher(config.topicPrefix()).matches(),
                AT + "topic-prefix",
                "must have characters of A-Z a-z 0-9 . _ - and {tenant}. only, with the dot: it ends the tenant's id.");
        faults.unless(
                MECHANISMS.contains(config.saslMechanism()),
                AT + "sasl-mechanism",
                "must be one of " + MECHANISMS + ".");
        faults.unless(
                config.username().isPresent() == config.password().isPresent(),
                AT + "password",
                "is needed with a username, and only then.");
        faults.unless(
                config.tls() || !config.saslMechanism().equals("PLAIN"),
                AT + "sasl-mechanism",
                "PLAIN sends the password as it is; set " + AT + "tls=true, or choose another.");
        faults.unless(
                config.tls() || (config.ca().isEmpty() && config.clientPem().isEmpty()),
                AT + "tls",
                "must be true, since " + AT + "ca or " + AT + "client-pem is set.");
        PemContent.authorities(config.ca(), AT + "ca", faults);
        PemContent.chainAndKey(config.clientPem(), AT + "client-pem", faults);
        return config.bootstrapServers()
                .map(servers -> new KafkaRules(String.join(",", servers), config.topicPrefix(), security(config)));
    }

    private static Map<String, String> security(EventsConfig.Kafka config) {
        Map<String, String> properties = new HashMap<>();
        boolean sasl = config.username().isPresent();
        properties.put("security.protocol", (sasl ? "SASL_" : "") + (config.tls() ? "SSL" : "PLAINTEXT"));
        config.ca().ifPresent(file -> {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.location", file.toString());
        });
        config.clientPem().ifPresent(file -> {
            properties.put("ssl.keystore.type", "PEM");
            properties.put("ssl.keystore.location", file.toString());
        });
        config.username().ifPresent(username -> {
            properties.put("sasl.mechanism", config.saslMechanism());
            properties.put("sasl.jaas.config", login(config, username));
        });
        return properties;
    }

    private static String login(EventsConfig.Kafka config, String username) {
        String module = config.saslMechanism().equals("PLAIN")
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        return module + " required username=" + quoted(username) + " password="
                + quoted(config.password().orElse("")) + ";";
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
