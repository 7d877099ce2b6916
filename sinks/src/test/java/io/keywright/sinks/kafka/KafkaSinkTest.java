package io.keywright.sinks.kafka;

import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventSink;
import io.keywright.testkit.events.EventSinkContract;
import io.keywright.testkit.events.KafkaBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class KafkaSinkTest implements EventSinkContract {

    private static final String TOPIC = "keywright.acme.events";
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @Override
    public Target target() throws Exception {
        return new Cluster();
    }

    private static final class Cluster implements Target {

        private final KafkaBroker broker = new KafkaBroker();
        private final KafkaSinks sinks = new KafkaSinks(
                Optional.of(new KafkaRules(
                        broker.bootstrapServers(), "keywright.", Map.of("security.protocol", "PLAINTEXT"), PATIENCE)),
                new CloudEvents("test"));
        private final EventSink sink = sinks.open("acme", TOPIC);

        Cluster() throws Exception {}

        @Override
        public EventSink sink() {
            return sink;
        }

        @Override
        public List<String> arrived(int count) {
            return broker.read(TOPIC, count).stream()
                    .map(message ->
                            new String(message.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                    .toList();
        }

        @Override
        public void fail() {
            broker.stop();
        }

        @Override
        public void recover() {
            broker.start();
        }

        @Override
        public void close() throws IOException {
            sinks.close();
            broker.close();
        }
    }
}
