package io.keywright.server.rest.material;

import static io.keywright.model.Operation.AGREE;
import static io.keywright.model.Operation.DERIVE;
import static io.keywright.model.Operation.GENERATE_RANDOM;

import io.keywright.core.operations.AgreedSecrets;
import io.keywright.core.operations.DerivedSecrets;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.material.DerivationAnswers.DeriveAnswer;
import io.keywright.server.rest.material.DerivationAnswers.RandomAnswer;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Derives secrets, agrees upon them, and draws random bytes. */
@Path("/kms/v1")
@Tag(name = "Material")
@Singleton
@NonBlocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DerivationResource {

    private static final int OK = 200;

    private final DerivedSecrets secrets;
    private final AgreedSecrets agreed;
    private final Exchange exchange;

    DerivationResource(DerivedSecrets secrets, AgreedSecrets agreed, Exchange exchange) {
        this.secrets = secrets;
        this.agreed = agreed;
        this.exchange = exchange;
    }

    @POST
    @Path("/derive")
    @Operation(operationId = "derive", summary = "Derive a secret")
    @RequestBodySchema(DeriveRequest.class)
    @APIResponseSchema(value = DeriveAnswer.class, responseDescription = "The derived secret.")
    public CompletionStage<RestResponse<byte[]>> derive(@Context RoutingContext http) {
        return exchange.answer(http, DERIVE, OK, DeriveRequest.class, request -> request.by(secrets), DeriveAnswer::of);
    }

    @POST
    @Path("/key-agreement")
    @Operation(operationId = "agree", summary = "Agree upon a secret")
    @RequestBodySchema(AgreeRequest.class)
    @APIResponseSchema(value = DeriveAnswer.class, responseDescription = "The derived secret.")
    public CompletionStage<RestResponse<byte[]>> agree(@Context RoutingContext http) {
        return exchange.answer(http, AGREE, OK, AgreeRequest.class, request -> request.by(agreed), DeriveAnswer::of);
    }

    @POST
    @Path("/random")
    @Operation(operationId = "random", summary = "Draw random bytes")
    @RequestBodySchema(RandomRequest.class)
    @APIResponseSchema(value = RandomAnswer.class, responseDescription = "The bytes.")
    public CompletionStage<RestResponse<byte[]>> random(@Context RoutingContext http) {
        return exchange.answer(
                http,
                GENERATE_RANDOM,
                OK,
                RandomRequest.class,
                request -> secrets.random(request.scope(), request.bytes()),
                RandomAnswer::of);
    }
}
