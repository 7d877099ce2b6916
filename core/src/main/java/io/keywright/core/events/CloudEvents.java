package io.keywright.core.events;

import io.keywright.core.ledger.Details;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.Event;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events as CloudEvents 1.0. Beside the attributes of the specification, each has the tenant, and as {@code sequence} the
 * index of its receipt.
 */
public final class CloudEvents {

    /** The structured mode's media type (CloudEvents JSON format, section 3). */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final String TYPE_PREFIX = "io.keywright.";

    private final String source;

    /** @param ledger the name of the ledger that the events follow from */
    public CloudEvents(String ledger) {
        this.source = "urn:keywright:" + URLEncoder.encode(ledger, StandardCharsets.UTF_8);
    }

    /** The event with its attributes, as one JSON object. */
    public byte[] structured(Event event) {
        Map<String, @Nullable Object> members = new HashMap<>(attributes(event));
        members.put("datacontenttype", "application/json");
        members.put("data", EventJson.members(event));
        return CanonicalJson.write(members);
    }

    /** The attributes alone, but for the data's content type. */
    public Map<String, String> attributes(Event event) {
        Map<String, String> attributes = new HashMap<>(Map.of(
                "specversion", "1.0",
                "id", event.eventId().toString(),
                "source", source,
                "type", TYPE_PREFIX + event.type().wireName(),
                "time", Details.time(event.timestamp()),
                "tenant", event.scope().tenantId(),
                "sequence", Long.toString(event.index())));
        UUID subject = event.payload().subject();
        if (subject != null) {
            attributes.put("subject", subject.toString());
        }
        return attributes;
    }
}
