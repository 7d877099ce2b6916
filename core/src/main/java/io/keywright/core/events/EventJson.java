package io.keywright.core.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.ledger.Details;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as JSON: the one form that all subscribers get, whichever way. RFC 8785, so in one line, and always the same. */
public final class EventJson {

    private EventJson() {}

    /** The envelope of the wire contract. */
    public static String envelope(Event event) {
        return new String(CanonicalJson.write(members(event)), UTF_8);
    }

    /** The envelope's members, with values as {@link CanonicalJson} takes them. */
    public static Map<String, @Nullable Object> members(Event event) {
        return Map.of(
                "event_id", event.eventId().toString(),
                "event_type", event.type().wireName(),
                "ts", Details.time(event.timestamp()),
                "tenant_id", event.scope().tenantId(),
                "environment", event.scope().environment().wireName(),
                "plane", event.scope().plane().wireName(),
                "source_module", Event.SOURCE_MODULE,
                "payload", PayloadJson.of(event.payload()));
    }
}
