package io.keywright.server.rest.events;

import io.keywright.core.events.EventCursor.Occurrence;
import io.keywright.core.events.EventJson;
import io.keywright.model.Event;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Events as an event stream has them (WHATWG HTML, section 9.2). What is told of one receipt shares one place in the
 * ledger, so only the last of it has an id: who resumes behind an id has missed nothing.
 */
final class EventLines {

    private EventLines() {}

    static Buffer of(List<Occurrence> told) {
        Buffer lines = Buffer.buffer();
        told.forEach(receipt -> append(receipt, lines));
        return lines;
    }

    private static void append(Occurrence told, Buffer lines) {
        Event last = told.events().getLast();
        for (Event event : told.events()) {
            if (event.equals(last)) {
                lines.appendString("id: " + told.index() + "\n");
            }
            lines.appendString("event: " + event.type().wireName() + "\n");
            lines.appendString("data: " + EventJson.envelope(event) + "\n\n");
        }
    }

    /** A sign of life, which moves the place to resume from to the receipt before {@code next}. */
    static Buffer heartbeat(long next) {
        String place = next == 0 ? "" : "id: " + (next - 1) + "\n";
        return Buffer.buffer(place + ": heartbeat\n\n");
    }
}
