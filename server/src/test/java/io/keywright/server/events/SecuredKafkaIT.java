package io.keywright.server.events;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.pki.Credential;
import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Launch;
import io.keywright.testkit.events.KafkaBroker;
import io.keywright.testkit.events.KafkaDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A broker that wants TLS and a password, by SCRAM or PLAIN, gets both; while one is wrong, that is said and nothing is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredKafkaIT {

    private static final String USER = "announcer";
    private static final String PASSWORD = "se\"cret\\ of; tests";

    @TempDir
    private static Path folder = Path.of("");

    private final Identity identity = Identity.ofNewTenant();
    private KafkaBroker broker;
    private Installation server;
    private Launch usual;
    private Kms kms;

    @BeforeAll
    void start() throws Exception {
        server = Installation.prepare(Map.of());
        broker = new KafkaBroker(KafkaDoor.guarded(pem(server.certificates().ofServer()), USER, PASSWORD));
        broker.setPassword(USER, PASSWORD);
        usual = server.launch().with(properties());
        server.start(usual.with(Map.of("keywright.events.kafka.ca", stranger().toString())));
        kms = server.as(identity);
    }

    private Map<String, String> properties() {
        return new TreeMap<>(Map.of(
                "keywright.events.kafka.bootstrap-servers", broker.bootstrapServers(),
                "keywright.events.kafka.ca", "${keywright.data}/pki/ca.pem",
                "keywright.events.kafka.username", USER,
                "keywright.events.kafka.password", PASSWORD,
                "keywright.events.retry.first", "PT0.2S",
                "keywright.events.retry.longest", "PT1S",
                "keywright.events.retry.attempts", "1000",
                "keywright.events.warn-after", "PT1S"));
    }

    private Path pem(Credential credential) throws Exception {
        Base64.Encoder base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));
        String key = base64.encodeToString(credential.privateKey().getEncoded());
        return Files.writeString(
                folder.resolve("broker.pem"),
                Authorities.pem(credential.certificate()) + "-----BEGIN PRIVATE KEY-----\n" + key
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private static Path stranger() throws IOException {
        return Files.writeString(
                folder.resolve("stranger.pem"),
                Authorities.pem(Authorities.create("Stranger").certificate()));
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        broker.close();
    }

    /** Passes once the failure is told to the topic's tenant, in health and in metrics. */
    private void fails(KafkaTopic topic, String reason) {
        Eventually.passes(() -> {
            JsonNode now = topic.subscription();
            assertThat(now.path("last_failure").asText())
                    .contains(reason)
                    .doesNotContain(PASSWORD, USER, "Exception", folder.toString());
            assertThat(now.path("state").asText()).isEqualTo("active");
            assertThat(kms.get("/health").expect(200).text())
                    .contains("\"status\":\"healthy\"", "\"name\":\"subscriptions\",\"status\":\"warn\"");
            assertThat(server.metrics())
                    .containsPattern("kms_event_delivery_failures_total\\{target=\"kafka\"} [1-9]")
                    .containsPattern("kms_event_subscriptions\\{state=\"failing\"} [1-9]");
        });
    }

    private void restart(Map<String, String> differences) {
        server.stop();
        server.start(usual.with(differences));
    }

    /** The service meets a stranger first, then has the wrong password, which is set right under it. */
    @Test
    void whatIsWrongIsToldAndOutlivedAndNothingIsLost() throws Exception {
        KafkaTopic topic = new KafkaTopic(kms, broker, "keywright." + identity.tenant() + ".events");
        topic.sign();
        fails(topic, "a certificate is not trusted");
        broker.setPassword(USER, "another");
        restart(Map.of());
        topic.sign();
        fails(topic, "Kafka refused the service's user name or password");
        broker.setPassword(USER, PASSWORD);
        topic.sign();
        topic.arrived();
        Eventually.passes(
                () -> assertThat(kms.get("/health").text()).contains("\"name\":\"subscriptions\",\"status\":\"pass\""));

        restart(Map.of("keywright.events.kafka.sasl-mechanism", "PLAIN"));
        topic.sign();
        topic.arrived();
        assertThat(server.log()).doesNotContain(PASSWORD, "se\\\"cret");
    }
}
