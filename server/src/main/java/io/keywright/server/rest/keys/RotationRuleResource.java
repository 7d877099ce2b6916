package io.keywright.server.rest.keys;

import static io.keywright.model.Operation.CHANGE_ROTATION;

import io.keywright.core.lifecycle.RotationRules;
import io.keywright.core.rotation.Schedule;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.keys.RotationBody.ChangeRotationRequest;
import io.keywright.server.rest.keys.RotationBody.RotationRuleAnswer;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
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

/** Says of single keys how old they may get. */
@Path("/kms/v1/keys")
@Tag(name = "Keys")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class RotationRuleResource {

    private static final int OK = 200;

    private final RotationRules rules;
    private final Schedule schedule;
    private final Exchange exchange;

    RotationRuleResource(RotationRules rules, Schedule schedule, Exchange exchange) {
        this.rules = rules;
        this.schedule = schedule;
        this.exchange = exchange;
    }

    @PUT
    @Path("/{key_id: (alias/[^/]+|(?!alias/)[^/]+)}/rotation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeRotation", summary = "Say how old a key may get")
    @RequestBodySchema(ChangeRotationRequest.class)
    @APIResponseSchema(value = RotationRuleAnswer.class, responseDescription = "The rule that holds from now on.")
    public CompletionStage<RestResponse<byte[]>> change(@Context RoutingContext http, @RestPath("key_id") String id) {
        return exchange.answer(
                http,
                CHANGE_ROTATION,
                OK,
                ChangeRotationRequest.class,
                request -> rules.change(Query.key(id), request.toRule()),
                recorded -> RotationRuleAnswer.of(recorded.value(), schedule, recorded.receiptId()));
    }
}
