package io.keywright.testkit.events;

import java.nio.file.Path;
import java.util.Map;

/**
 * How clients come in at a {@link KafkaBroker}.
 *
 * @param protocol of the door
 * @param properties of it alone
 */
public record KafkaDoor(String protocol, Map<String, String> properties) {

    private static final String MODULES = "org.apache.kafka.common.security.";

    public KafkaDoor {
        properties = Map.copyOf(properties);
    }

    /** Everybody may come in. */
    static KafkaDoor open() {
        return new KafkaDoor("PLAINTEXT", Map.of());
    }

    /**
     * Clients come in by TLS, and must prove a password by SCRAM-SHA-512 or PLAIN.
     *
     * @param pem the broker's certificate chain and private key
     * @param username who may come in by PLAIN; by SCRAM, who is let in by {@link KafkaBroker#setPassword}
     */
    public static KafkaDoor guarded(Path pem, String username, String password) {
        return new KafkaDoor(
                "SASL_SSL",
                Map.of(
                        "ssl.keystore.type",
                        "PEM",
                        "ssl.keystore.location",
                        pem.toString(),
                        "sasl.enabled.mechanisms",
                        "SCRAM-SHA-512,PLAIN",
                        "scram-sha-512.sasl.jaas.config",
                        MODULES + "scram.ScramLoginModule required;",
                        "plain.sasl.jaas.config",
                        MODULES + "plain.PlainLoginModule required user_" + username + "=" + quoted(password) + ";"));
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
