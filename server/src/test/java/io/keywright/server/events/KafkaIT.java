package io.keywright.server.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.testkit.events.KafkaBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A Kafka topic gets every event of its tenant, in order, also if the broker is away for a while. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Identity identity = Identity.ofNewTenant();
    private final String prefix = "keywright." + identity.tenant() + ".";
    private KafkaBroker broker;
    private Installation server;
    private Kms kms;

    @BeforeAll
    void start() throws Exception {
        broker = new KafkaBroker();
        server = Installation.start(Map.of(
                "keywright.events.kafka.bootstrap-servers", broker.bootstrapServers(),
                "keywright.events.kafka.tls", "false",
                "keywright.events.retry.first", "PT0.2S",
                "keywright.events.retry.longest", "PT1S",
                "keywright.events.retry.attempts", "200"));
        kms = server.as(identity);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        broker.close();
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), UTF_8);
    }

    private List<String> sign(String key, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> kms.sign(key, new byte[1]).expect(200).text("receipt_id"))
                .toList();
    }

    @Test
    void eventsComeAsCloudEventsInOrderUnderTheTenantsKey() throws IOException {
        String topic = prefix + "events";
        kms.post("/subscriptions", Body.of("topic", topic)).expect(201);
        String key = kms.newKey("Ed25519");
        List<String> signed = sign(key, 20);

        List<ConsumerRecord<String, byte[]>> messages = broker.read(topic, 21);
        ConsumerRecord<String, byte[]> first = messages.getFirst();
        JsonNode envelope = JSON.readTree(first.value());
        assertThat(first.key()).isEqualTo(identity.tenant());
        assertThat(header(first, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(first, "ce_type")).isEqualTo("io.keywright.key_generated");
        assertThat(header(first, "ce_subject")).isEqualTo(key);
        assertThat(header(first, "ce_tenant")).isEqualTo(identity.tenant());
        assertThat(header(first, "ce_id")).isEqualTo(envelope.path("event_id").asText());
        assertThat(header(first, "content-type")).isEqualTo("application/json");
        assertThat(envelope.path("payload").path("key_id").asText()).isEqualTo(key);
        List<String> heard = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : messages.subList(1, 21)) {
            heard.add(KafkaTopic.operation(message));
        }
        assertThat(heard).isEqualTo(signed);
    }

    @Test
    void nothingIsLostWhileTheBrokerIsAway() throws IOException {
        KafkaTopic topic = new KafkaTopic(kms, broker, prefix + "maintenance");
        topic.sign();
        topic.arrived();
        broker.stop();
        topic.sign();
        broker.start();
        topic.sign();
        topic.arrived();
    }

    @Test
    void aTopicOfAnotherTenantIsRefused() {
        for (String topic : List.of("keywright.other.events", "events", prefix + "a b", prefix + "x".repeat(250))) {
            Refusal.of(
                    kms.post("/subscriptions", Body.of("topic", topic)), 400, "INVALID_REQUEST", "target_not_allowed");
        }
    }
}
