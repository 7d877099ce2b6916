package io.keywright.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.events.CloudEvents;
import io.keywright.model.AnchorType;
import io.keywright.model.Event;
import io.keywright.model.EventPayload;
import io.keywright.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KafkaMessageTest {

    private final KafkaSink sink = new KafkaSink(
            "acme",
            "keywright.acme.events",
            new CloudEvents("test"),
            new SharedProducer(new KafkaRules("nowhere:9092", "keywright.", Map.of(), Duration.ofSeconds(1))));

    /** By its key a message gets its place among the others of the topic. */
    @Test
    void whatIsToldToAllTenantsStaysInOrderWithTheRest() {
        Event ofAll = new Event(
                new UUID(1, 1),
                1,
                Instant.EPOCH,
                Scope.OF_ALL,
                new EventPayload.TrustAnchorUpdated(new UUID(2, 2), AnchorType.ROOT, 1));

        assertThat(sink.message(ofAll).key()).isEqualTo("acme");
    }
}
