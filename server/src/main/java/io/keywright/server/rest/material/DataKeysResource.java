package io.keywright.server.rest.material;

import static io.keywright.model.Operation.GENERATE_DATA_KEY;
import static io.keywright.model.Operation.UNWRAP_DATA_KEY;

import io.keywright.core.operations.DataKeys;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.material.DataKeyAnswers.DataKeyAnswer;
import io.keywright.server.rest.material.DataKeyAnswers.UnwrapAnswer;
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

/** Makes and opens data keys. */
@Path("/kms/v1/data-keys")
@Tag(name = "Material")
@Singleton
@NonBlocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DataKeysResource {

    private static final int OK = 200;

    private final DataKeys dataKeys;
    private final Exchange exchange;

    DataKeysResource(DataKeys dataKeys, Exchange exchange) {
        this.dataKeys = dataKeys;
        this.exchange = exchange;
    }

    @POST
    @Operation(operationId = "generateDataKey", summary = "Make a data key")
    @RequestBodySchema(GenerateDataKeyRequest.class)
    @APIResponseSchema(value = DataKeyAnswer.class, responseDescription = "The data key.")
    public CompletionStage<RestResponse<byte[]>> generate(@Context RoutingContext http) {
        return exchange.answer(
                http,
                GENERATE_DATA_KEY,
                OK,
                GenerateDataKeyRequest.class,
                request -> dataKeys.generate(
                        request.scope(),
                        request.keyId(),
                        request.keySizeBits(),
                        request.boundTo(),
                        request.wrappedOnly()),
                DataKeyAnswer::of);
    }

    @POST
    @Path("/unwrap")
    @Operation(operationId = "unwrapDataKey", summary = "Open a wrapped data key")
    @RequestBodySchema(UnwrapDataKeyRequest.class)
    @APIResponseSchema(value = UnwrapAnswer.class, responseDescription = "The data key in clear.")
    public CompletionStage<RestResponse<byte[]>> unwrap(@Context RoutingContext http) {
        return exchange.answer(
                http,
                UNWRAP_DATA_KEY,
                OK,
                UnwrapDataKeyRequest.class,
                request -> dataKeys.unwrap(request.scope(), request.keyId(), request.wrapped(), request.boundTo()),
                UnwrapAnswer::of);
    }
}
