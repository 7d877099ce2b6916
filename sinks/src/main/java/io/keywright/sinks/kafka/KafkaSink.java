package io.keywright.sinks.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventJson;
import io.keywright.core.events.EventSink;
import io.keywright.model.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends events as CloudEvents in the binary mode of the Kafka protocol binding: attributes as headers, the event as value,
 * and the tenant as key, so that a tenant's events stay in one partition and in order.
 */
final class KafkaSink implements EventSink {

    private static final int AT_ONCE = 200;
    private static final long WHOLE_SECONDS = 30;

    private final String tenantId;
    private final String topic;
    private final CloudEvents form;
    private final SharedProducer shared;

    /** @param tenantId whose topic it is: the key of all messages, so that they stay in order */
    KafkaSink(String tenantId, String topic, CloudEvents form, SharedProducer shared) {
        this.tenantId = tenantId;
        this.topic = topic;
        this.form = form;
        this.shared = shared;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public Outcome deliver(List<Event> events) throws InterruptedException {
        try {
            return deliver(events, shared.get());
        } catch (KafkaException e) {
            return failed(e).outcome();
        }
    }

    @Override
    public Trial trial(Event event) throws InterruptedException {
        try {
            Producer<String, byte[]> producer = shared.get();
            producer.send(message(event)).get(WHOLE_SECONDS, TimeUnit.SECONDS);
            return new Trial(Optional.empty(), Optional.empty());
        } catch (ExecutionException e) {
            return fault(Objects.requireNonNullElse(e.getCause(), e));
        } catch (KafkaException | TimeoutException e) {
            return fault(e);
        }
    }

    private static Trial fault(Throwable cause) throws InterruptedException {
        return new Trial(Optional.empty(), Optional.of(failed(cause).fault()));
    }

    private Outcome deliver(List<Event> events, Producer<String, byte[]> producer) throws InterruptedException {
        try {
            List<Future<?>> sent = new ArrayList<>(events.size());
            for (Event event : events) {
                sent.add(producer.send(message(event)));
            }
            producer.flush();
            for (Future<?> acknowledged : sent) {
                acknowledged.get(WHOLE_SECONDS, TimeUnit.SECONDS);
            }
            return new Outcome.Delivered();
        } catch (ExecutionException e) {
            return failed(Objects.requireNonNullElse(e.getCause(), e), producer);
        } catch (KafkaException | TimeoutException e) {
            return failed(e, producer);
        }
    }

    private Outcome failed(Throwable cause, Producer<String, byte[]> producer) throws InterruptedException {
        KafkaFailure failure = failed(cause);
        if (failure.lasting()) {
            shared.replace(producer);
        }
        return failure.outcome();
    }

    private static KafkaFailure failed(Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptException) {
            throw new InterruptedException();
        }
        return new KafkaFailure(cause);
    }

    ProducerRecord<String, byte[]> message(Event event) {
        byte[] value = EventJson.envelope(event).getBytes(UTF_8);
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, tenantId, value);
        form.attributes(event)
                .forEach((name, attribute) -> message.headers().add("ce_" + name, attribute.getBytes(UTF_8)));
        message.headers().add("content-type", "application/json".getBytes(UTF_8));
        return message;
    }

    /** All sinks share what there is to close. */
    @Override
    public void close() {}
}
