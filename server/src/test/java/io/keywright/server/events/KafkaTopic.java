package io.keywright.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Kms;
import io.keywright.testkit.events.KafkaBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic that a tenant has subscribed, and that gets what is signed from then on. */
final class KafkaTopic {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Kms kms;
    private final KafkaBroker broker;
    private final String name;
    private final String subscription;
    private final String key;
    private final List<String> signed = new ArrayList<>();

    KafkaTopic(Kms kms, KafkaBroker broker, String name) {
        this.kms = kms;
        this.broker = broker;
        this.name = name;
        this.subscription = kms.post(
                        "/subscriptions", Body.of("topic", name, "event_types", List.of("signature_created")))
                .expect(201)
                .text("subscription_id");
        this.key = kms.newKey("Ed25519");
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
                heard.add(operation(message));
            }
        }
        assertThat(heard).containsExactlyElementsOf(signed);
    }

    /** The id of the receipt that a message tells of. */
    static String operation(ConsumerRecord<String, byte[]> message) throws IOException {
        return JSON.readTree(message.value())
                .path("payload")
                .path("operation_id")
                .asText();
    }

    /** The subscription as it stands. */
    JsonNode subscription() {
        return kms.get("/subscriptions/" + subscription).expect(200).json();
    }
}
