package io.keywright.server.rest.rotation;

import io.keywright.core.rotation.DuePlace;
import io.keywright.core.rotation.RotationCalendar;
import io.keywright.core.rotation.RotationHistory;
import io.keywright.model.CanonicalUuid;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.rotation.RotationAnswers.RotationCalendarAnswer;
import io.keywright.server.rest.rotation.RotationAnswers.RotationRunAnswer;
import io.keywright.server.rest.rotation.RotationAnswers.RotationRunsAnswer;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What the service rotates by itself, and what came of it. */
@Path("/kms/v1/rotation")
@Tag(name = "Rotation")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class RotationResource {

    private static final Duration AHEAD = Duration.ofDays(90);

    private final RotationCalendar calendar;
    private final RotationHistory history;
    private final Exchange exchange;

    RotationResource(RotationCalendar calendar, RotationHistory history, Exchange exchange) {
        this.calendar = calendar;
        this.history = history;
        this.exchange = exchange;
    }

    @GET
    @Path("/calendar")
    @Operation(
            operationId = "getRotationCalendar",
            summary = "Tell which keys and roots are due when, and when the ledger's key is")
    @APIResponseSchema(value = RotationCalendarAnswer.class, responseDescription = "A page of the calendar.")
    public CompletionStage<RestResponse<byte[]>> calendar(
            @Context RoutingContext http,
            @RestQuery("tenant_id") @Nullable String tenantId,
            @RestQuery("to") @Nullable String to,
            @RestQuery("page_token") @Nullable String pageToken,
            @RestQuery("limit") @Nullable String limit) {
        return exchange.read(http, "rotation_calendar", caller -> {
            Query.check(http, "tenant_id", "to", "page_token", "limit");
            Instant now = Instant.now();
            Instant until = Objects.requireNonNullElse(Query.to("to", to), now.plus(AHEAD));
            DuePlace after = pageToken == null
                    ? DuePlace.START
                    : Query.required("page_token", pageToken, RotationResource::place);
            int most = Query.limit(limit);
            return exchange.json(RotationCalendarAnswer.of(
                    calendar.list(caller, Query.tenant(tenantId), until, now, after, most), most));
        });
    }

    @GET
    @Path("/runs")
    @Operation(operationId = "listRotationRuns", summary = "List runs of automatic rotation")
    @APIResponseSchema(value = RotationRunsAnswer.class, responseDescription = "A page of runs.")
    public CompletionStage<RestResponse<byte[]>> runs(
            @Context RoutingContext http,
            @RestQuery("tenant_id") @Nullable String tenantId,
            @RestQuery("page_token") @Nullable String pageToken,
            @RestQuery("limit") @Nullable String limit) {
        return exchange.read(http, "rotation_runs", caller -> {
            Query.check(http, "tenant_id", "page_token", "limit");
            int most = Query.limit(limit);
            return exchange.json(RotationRunsAnswer.of(
                    history.runs(caller, Query.tenant(tenantId), Query.uuid("page_token", pageToken), most), most));
        });
    }

    @GET
    @Path("/runs/{run_id}")
    @Operation(operationId = "getRotationRun", summary = "Tell what came of each key in a run")
    @APIResponseSchema(value = RotationRunAnswer.class, responseDescription = "The run, and a page of its keys.")
    public CompletionStage<RestResponse<byte[]>> run(
            @Context RoutingContext http,
            @RestPath("run_id") String id,
            @RestQuery("tenant_id") @Nullable String tenantId,
            @RestQuery("page_token") @Nullable String pageToken,
            @RestQuery("limit") @Nullable String limit) {
        return exchange.read(http, "rotation_run", caller -> {
            Query.check(http, "tenant_id", "page_token", "limit");
            int most = Query.limit(limit);
            RotationHistory.Page page = history.run(
                    caller, Query.tenant(tenantId), Query.id("run_id", id), Query.uuid("page_token", pageToken), most);
            return exchange.json(RotationRunAnswer.of(page, most));
        });
    }

    /** As a page of the calendar has told it. */
    private static DuePlace place(String token) {
        String[] parts = token.split("_", -1);
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,15}")) {
            throw new IllegalArgumentException("must be what next_page_token said");
        }
        return new DuePlace(Instant.ofEpochMilli(Long.parseLong(parts[0])), CanonicalUuid.parse(parts[1]));
    }
}
