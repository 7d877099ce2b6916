package io.keywright.core.events;

import io.keywright.model.Event;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Events as JSON: the one form that all subscribers get, whichever way. */
public final class EventJson {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private EventJson() {}

    /** The envelope of the wire contract, in one line. */
    public static String envelope(Event event) {
        return new JsonText()
                .with("event_id", event.eventId())
                .with("event_type", event.type().wireName())
                .with("ts", time(event.timestamp()))
                .with("tenant_id", event.scope().tenantId())
                .with("environment", event.scope().environment().wireName())
                .with("plane", event.scope().plane().wireName())
                .with("source_module", Event.SOURCE_MODULE)
                .raw("payload", PayloadJson.of(event.payload()))
                .end();
    }

    /** A time of RFC 3339 in UTC, with milliseconds. */
    public static String time(Instant instant) {
        return MILLIS.format(instant);
    }
}
