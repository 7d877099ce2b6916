package io.keywright.server.rest.events;

import io.keywright.model.Caller;
import io.keywright.server.identity.Credentials;
import io.keywright.server.rest.Answers;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Streams a tenant's events as they happen, or from any place in the ledger on. */
@Path("/kms/v1/events")
@Tag(name = "Events")
@Singleton
@NonBlocking
@Answers(MediaType.SERVER_SENT_EVENTS)
public class EventsResource {

    private static final String RESUME = "Last-Event-ID";

    private final EventStreams streams;
    private final Exchange exchange;

    EventsResource(EventStreams streams, Exchange exchange) {
        this.streams = streams;
        this.exchange = exchange;
    }

    @GET
    @Operation(operationId = "streamEvents", summary = "Stream events")
    @APIResponse(
            responseCode = "200",
            description = "The stream.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public CompletionStage<RestResponse<byte[]>> stream(
            @Context RoutingContext http,
            @RestQuery("tenant_id") @Nullable String tenantId,
            @RestQuery @Nullable String types,
            @RestQuery @Nullable String from,
            @RestHeader(RESUME) @Nullable String lastEventId) {
        return exchange.begin(
                http,
                "stream_events",
                caller -> {
                    Query.check(http, "tenant_id", "types", "from");
                    return streams.grant(
                            wish(caller, tenantId, types, from, lastEventId), Credentials.of(http.request()));
                },
                granted -> streams.begin(granted, http));
    }

    /** A browser that resumes sends the same query again, so where it left off goes before it. */
    private static EventStreams.Wish wish(
            Caller caller,
            @Nullable String tenantId,
            @Nullable String types,
            @Nullable String from,
            @Nullable String lastEventId) {
        Long last = Query.index(RESUME, lastEventId, "the id of an event of this stream, as its line id: says");
        return new EventStreams.Wish(
                caller,
                Query.tenant(tenantId),
                EventTypes.of(types),
                last == null ? Query.index("from", from, "an index of the ledger, a decimal") : Long.valueOf(last + 1));
    }
}
