package io.keywright.server.rest.keys;

import static io.keywright.model.Operation.ARCHIVE;
import static io.keywright.model.Operation.CANCEL_DESTRUCTION;
import static io.keywright.model.Operation.RESTORE;
import static io.keywright.model.Operation.SCHEDULE_DESTRUCTION;

import io.keywright.core.lifecycle.KeyRetirement;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.keys.KeyAnswers.KeyAnswer;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Puts keys out of use and back, and plans their destruction. */
@Path("/kms/v1/keys")
@Tag(name = "Keys")
@Singleton
@NonBlocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class KeyRetirementResource {

    private static final int OK = 200;

    private final KeyRetirement retirement;
    private final Exchange exchange;

    KeyRetirementResource(KeyRetirement retirement, Exchange exchange) {
        this.retirement = retirement;
        this.exchange = exchange;
    }

    @POST
    @Path("/{key_id: (alias/)?[^/]+}/archive")
    @Operation(operationId = "archiveKey", summary = "Put a key out of use")
    @RequestBodySchema(ChangeKeyRequest.class)
    @APIResponseSchema(value = KeyAnswer.class, responseDescription = "The key, archived.")
    public CompletionStage<RestResponse<byte[]>> archive(@Context RoutingContext http, @RestPath("key_id") String id) {
        return exchange.answer(
                http,
                ARCHIVE,
                OK,
                ChangeKeyRequest.class,
                request -> retirement.archive(request.scope(), Query.key(id)),
                KeyAnswer::of);
    }

    @POST
    @Path("/{key_id: (alias/)?[^/]+}/restore")
    @Operation(operationId = "restoreKey", summary = "Put an archived key back into use")
    @RequestBodySchema(ChangeKeyRequest.class)
    @APIResponseSchema(value = KeyAnswer.class, responseDescription = "The key, active.")
    public CompletionStage<RestResponse<byte[]>> restore(@Context RoutingContext http, @RestPath("key_id") String id) {
        return exchange.answer(
                http,
                RESTORE,
                OK,
                ChangeKeyRequest.class,
                request -> retirement.restore(request.scope(), Query.key(id)),
                KeyAnswer::of);
    }

    @POST
    @Path("/{key_id: (alias/)?[^/]+}/schedule-destruction")
    @Operation(operationId = "scheduleKeyDestruction", summary = "Plan a key's destruction")
    @RequestBodySchema(ScheduleDestructionRequest.class)
    @APIResponseSchema(value = KeyAnswer.class, responseDescription = "The key, archived, and when it is destroyed.")
    public CompletionStage<RestResponse<byte[]>> scheduleDestruction(
            @Context RoutingContext http, @RestPath("key_id") String id) {
        return exchange.answer(
                http,
                SCHEDULE_DESTRUCTION,
                OK,
                ScheduleDestructionRequest.class,
                request -> retirement.scheduleDestruction(
                        request.scope(), Query.key(id), request.untilThen(), request.confirmed()),
                KeyAnswer::of);
    }

    @POST
    @Path("/{key_id: (alias/)?[^/]+}/cancel-destruction")
    @Operation(operationId = "cancelKeyDestruction", summary = "Keep a key whose destruction is planned")
    @RequestBodySchema(ChangeKeyRequest.class)
    @APIResponseSchema(value = KeyAnswer.class, responseDescription = "The key, archived.")
    public CompletionStage<RestResponse<byte[]>> cancelDestruction(
            @Context RoutingContext http, @RestPath("key_id") String id) {
        return exchange.answer(
                http,
                CANCEL_DESTRUCTION,
                OK,
                ChangeKeyRequest.class,
                request -> retirement.cancelDestruction(request.scope(), Query.key(id)),
                KeyAnswer::of);
    }
}
