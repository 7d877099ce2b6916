package io.keywright.server.rest.events;

import io.keywright.core.events.EventAccess;
import io.keywright.core.events.EventAccess.Sight;
import io.keywright.core.events.EventCursor;
import io.keywright.core.events.EventFeed;
import io.keywright.model.Caller;
import io.keywright.model.EventType;
import io.keywright.server.config.StreamRules;
import io.keywright.server.identity.Callers;
import io.keywright.server.identity.Credentials;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Opens event streams, and ends them all when the service does. Thread-safe. */
public final class EventStreams implements AutoCloseable {

    private final EventFeed feed;
    private final EventAccess access;
    private final Callers callers;
    private final StreamRules rules;
    private final StreamSlots slots;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public EventStreams(EventFeed feed, EventAccess access, Callers callers, StreamRules rules) {
        this.feed = feed;
        this.access = access;
        this.callers = callers;
        this.rules = rules;
        this.slots = new StreamSlots(rules.perTenant());
    }

    /**
     * What a caller asks for.
     *
     * @param tenantId the tenant that a platform auditor names
     * @param types empty for whatever is usual
     * @param from the index to begin at; null for what comes from now on
     */
    record Wish(
            Caller caller,
            @Nullable String tenantId,
            Optional<Set<EventType>> types,
            @Nullable Long from) {}

    /** A stream that may be opened: its place is taken. */
    record Granted(String tenantId, EventCursor cursor, Permit permit) {}

    /** How many streams are open. */
    public int open() {
        return slots.open();
    }

    /** Grants the wish or refuses it. May block. */
    Granted grant(Wish wish, Credentials credentials) {
        Sight sight = access.sight(wish.caller(), wish.tenantId(), wish.types());
        EventCursor cursor = new EventCursor(feed, sight.reach(), sight.types(), feed.place(wish.from()));
        String tenantId = sight.reach().tenantId();
        slots.take(tenantId);
        return new Granted(tenantId, cursor, new Permit(callers, credentials, wish, sight, access));
    }

    /** Begins to send. Must be called on the request's event loop, and for each grant. */
    void begin(Granted granted, RoutingContext http) {
        HttpServerResponse response = http.response();
        if (response.closed()) {
            slots.release(granted.tenantId());
            return;
        }
        response.setChunked(true);
        response.putHeader("Content-Type", "text/event-stream;charset=UTF-8");
        response.putHeader("Cache-Control", "no-store");
        EventStream stream = new EventStream(
                granted.cursor(), granted.permit(), response, rules.heartbeat(), () -> ended(granted.tenantId()));
        Thread thread = Thread.ofVirtual().name("event-stream").unstarted(stream);
        threads.add(thread);
        http.addEndHandler(gone -> thread.interrupt());
        thread.start();
        if (closed) {
            thread.interrupt();
        }
    }

    private void ended(String tenantId) {
        threads.remove(Thread.currentThread());
        slots.release(tenantId);
    }

    /** Lets all readers go, and those that come later at once; they may resume elsewhere. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
