package io.keywright.model;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened in a tenant, as its ledger tells it.
 *
 * @param eventId follows from the receipt and the type, so that it is the same however often the event is told
 * @param index the receipt's place in the ledger
 * @param timestamp the receipt's
 */
public record Event(UUID eventId, long index, Instant timestamp, Scope scope, EventPayload payload) {

    /** {@code source_module} of every event that this service tells. */
    public static final String SOURCE_MODULE = "M33";

    public EventType type() {
        return payload.type();
    }
}
