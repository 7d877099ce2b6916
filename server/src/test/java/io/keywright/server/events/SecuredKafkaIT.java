package io.keywright.server.events;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.pki.Credential;
import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.Body;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A broker that wants TLS and a password gets both; while one of them is wrong, that is said and nothing is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredKafkaIT {

    private static final ObjectMapper JSON = new ObjectMapper();
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
        server.start(usual);
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

    @AfterAll
    void stop() throws IOException {
        server.close();
        broker.close();
    }

    /** A topic that gets what is signed from now on. */
    private final class Topic {

        private final String name;
        private final String subscription;
        private final String key = kms.newKey("Ed25519");
        private final List<String> signed = new ArrayList<>();

        Topic(String purpose) {
            name = "keywright." + identity.tenant() + "." + purpose;
            subscription = kms.post(
                            "/subscriptions", Body.of("topic", name, "event_types", List.of("signature_created")))
                    .expect(201)
                    .text("subscription_id");
        }

        void sign() {
            for (int i = 0; i < 3; i++) {
                signed.add(kms.sign(key, new byte[1]).expect(200).text("receipt_id"));
            }
        }

        /** Passes if all arrived, in order; some may have come again. */
        void arrived() throws IOException {
            LinkedHashSet<String> heard = new LinkedHashSet<>();
            for (int count = signed.size(); heard.size() < signed.size(); count++) {
                for (ConsumerRecord<String, byte[]> message : broker.read(name, count)) {
                    heard.add(JSON.readTree(message.value())
                            .path("payload")
                            .path("operation_id")
                            .asText());
                }
            }
            assertThat(heard).containsExactlyElementsOf(signed);
        }

        /** Passes once the failure is told to its tenant, in health and in metrics. */
        void fails(String reason) {
            Eventually.passes(() -> {
                JsonNode now =
                        kms.get("/subscriptions/" + subscription).expect(200).json();
                assertThat(now.path("last_failure").asText())
                        .contains(reason)
                        .doesNotContain(PASSWORD, USER, "Exception", folder.toString());
                assertThat(now.path("state").asText()).isEqualTo("active");
                assertThat(kms.get("/health").expect(200).text())
                        .contains("\"status\":\"healthy\"", "\"name\":\"subscriptions\",\"status\":\"warn\"");
                assertThat(kms.get("/metrics").text())
                        .containsPattern("kms_event_delivery_failures_total\\{target=\"kafka\"} [1-9]")
                        .containsPattern("kms_event_subscriptions\\{state=\"failing\"} [1-9]");
            });
        }
    }

    private void restart(Map<String, String> differences) {
        server.stop();
        server.start(usual.with(differences));
    }

    @Test
    void aPasswordIsProvedByScramOrByPlainOverTls() throws IOException {
        Topic topic = new Topic("sasl");
        topic.sign();
        topic.arrived();
        restart(Map.of("keywright.events.kafka.sasl-mechanism", "PLAIN"));
        topic.sign();
        topic.arrived();
        restart(Map.of());
    }

    @Test
    void aWrongPasswordIsToldAndOutlivedWithoutARestart() throws Exception {
        Topic topic = new Topic("password");
        topic.sign();
        topic.arrived();
        broker.setPassword(USER, "another");
        restart(Map.of());
        topic.sign();
        topic.fails("Kafka refused the service's user name or password");
        broker.setPassword(USER, PASSWORD);
        topic.sign();
        topic.arrived();
        Eventually.passes(
                () -> assertThat(kms.get("/health").text()).contains("\"name\":\"subscriptions\",\"status\":\"pass\""));
        assertThat(server.log()).doesNotContain(PASSWORD, "se\\\"cret");
    }

    @Test
    void anUntrustedCertificateIsToldAndNothingIsLost() throws Exception {
        Topic topic = new Topic("certificate");
        topic.sign();
        topic.arrived();
        Path stranger = Files.writeString(
                folder.resolve("stranger.pem"),
                Authorities.pem(Authorities.create("Stranger").certificate()));
        restart(Map.of("keywright.events.kafka.ca", stranger.toString()));
        topic.sign();
        topic.fails("a certificate is not trusted");
        restart(Map.of());
        topic.arrived();
    }
}
