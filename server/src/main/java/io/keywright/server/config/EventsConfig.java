package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The {@code keywright.events.*} properties: how events are told. */
public interface EventsConfig {

    /** How many event streams each tenant may have open at once. */
    @WithDefault("16")
    int streamsPerTenant();

    /** How long a stream may be silent before a sign of life is sent. */
    @WithDefault("PT15S")
    Duration heartbeat();

    /** How many subscriptions each tenant may have. */
    @WithDefault("32")
    int subscriptionsPerTenant();

    /** How long a subscription may fail before health warns of it. */
    @WithDefault("PT10M")
    Duration warnAfter();

    Retry retry();

    Webhooks webhooks();

    Kafka kafka();

    /** What becomes of deliveries that fail. */
    interface Retry {
        /** After so many failures in a row a subscription is given up. */
        @WithDefault("20")
        int attempts();

        /** The pause after the first failure; it doubles with each. */
        @WithDefault("PT1S")
        Duration first();

        /** The longest pause. */
        @WithDefault("PT1H")
        Duration longest();
    }

    /** Events posted to URLs. */
    interface Webhooks {
        /** Whether tenants may have webhooks at all. */
        @WithDefault("true")
        boolean enabled();

        /** Whether they may go without TLS. */
        @WithDefault("false")
        boolean allowHttp();

        /** Ranges that they may go to although they are not public. */
        Optional<List<String>> allowedNetworks();

        /** The authorities that vouch for their URLs, PEM; those of the JVM if not set. */
        Optional<Path> ca();
    }

    /** The operator's Kafka cluster. */
    interface Kafka {
        /** Where it is, each HOST:PORT; if not set, there are no such subscriptions. */
        Optional<List<String>> bootstrapServers();

        /** What topics begin with; {tenant} stands for the tenant's id. */
        @WithDefault("keywright.{tenant}.")
        String topicPrefix();

        /** Whether to connect with TLS. */
        @WithDefault("true")
        boolean tls();

        /** The authorities that vouch for the brokers, PEM; those of the JVM if not set. */
        Optional<Path> ca();

        /** One file with the client's certificate chain and private key (PKCS#8), PEM. */
        Optional<Path> clientPem();

        /** Who connects, by SASL. */
        Optional<String> username();

        /** The password. */
        Optional<String> password();

        /** How the password is proved. */
        @WithDefault("SCRAM-SHA-512")
        String saslMechanism();
    }
}
