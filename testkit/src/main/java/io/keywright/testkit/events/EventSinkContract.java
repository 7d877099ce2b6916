package io.keywright.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.events.EventSink;
import io.keywright.core.events.EventSink.Outcome;
import io.keywright.model.Event;
import io.keywright.model.EventPayload;
import io.keywright.testkit.Samples;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What core relies on in every sink: all in order once it says so, and a failure that can be tried again. */
public interface EventSinkContract {

    /** A sink, and the real target behind it. */
    interface Target extends AutoCloseable {

        EventSink sink();

        /** The ids of the first {@code count} events that arrived, in this order. */
        List<String> arrived(int count) throws Exception;

        /** Acknowledges nothing from now on. */
        void fail() throws Exception;

        /** Acknowledges again. */
        void recover() throws Exception;

        @Override
        void close() throws IOException;
    }

    /** A target that nothing was sent to. */
    Target target() throws Exception;

    /** Of a tenant, one after the other. */
    static List<Event> events(long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(number -> new Event(
                        new UUID(0x7000, number),
                        number,
                        Samples.START,
                        Samples.scope("acme"),
                        new EventPayload.PolicyViolation(null, new UUID(0x7100, number), "encrypt", "billing")))
                .toList();
    }

    private static List<String> ids(List<Event> events) {
        return events.stream().map(event -> event.eventId().toString()).toList();
    }

    @Test
    default void whatIsAcknowledgedHasArrivedInOrder() throws Exception {
        try (Target target = target()) {
            assertThat(target.sink().atOnce()).isPositive();
            assertThat(target.sink().deliver(events(0, 20))).isInstanceOf(Outcome.Delivered.class);
            assertThat(target.sink().deliver(events(20, 1))).isInstanceOf(Outcome.Delivered.class);
            assertThat(target.arrived(21)).isEqualTo(ids(events(0, 21)));
        }
    }

    @Test
    default void whatFailsCanBeDeliveredLater() throws Exception {
        try (Target target = target()) {
            assertThat(target.sink().deliver(events(0, 3))).isInstanceOf(Outcome.Delivered.class);
            target.fail();
            assertThat(target.sink().deliver(events(3, 3)))
                    .isInstanceOfSatisfying(
                            Outcome.Retry.class,
                            retry -> assertThat(retry.reason()).isNotBlank().doesNotContain("localhost", "127.0.0.1"));
            target.recover();
            assertThat(target.sink().deliver(events(3, 3))).isInstanceOf(Outcome.Delivered.class);
            assertThat(target.arrived(6)).containsSubsequence(ids(events(0, 6)));
        }
    }

    @Test
    default void aTrialTellsWhetherTheTargetHasTakenTheEvent() throws Exception {
        try (Target target = target()) {
            Event event = events(0, 1).getFirst();
            EventSink.Trial trial = target.sink().trial(event);
            assertThat(trial.delivered()).isTrue();
            assertThat(target.arrived(1)).isEqualTo(ids(List.of(event)));
            target.fail();
            assertThat(target.sink().trial(event).delivered()).isFalse();
        }
    }
}
