package io.keywright.server.rest.ledger;

import static io.keywright.model.Operation.ROTATE_LEDGER_KEY;

import io.keywright.core.succession.LedgerKeyRotation;
import io.keywright.server.rest.Exchange;
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

/** Has another key succeed the ledger's. */
@Path("/kms/v1/ledger/key/rotate")
@Tag(name = "Ledger")
@Singleton
@NonBlocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LedgerKeyResource {

    private static final int OK = 200;

    private final LedgerKeyRotation rotation;
    private final Exchange exchange;

    LedgerKeyResource(LedgerKeyRotation rotation, Exchange exchange) {
        this.rotation = rotation;
        this.exchange = exchange;
    }

    @POST
    @Operation(operationId = "rotateLedgerKey", summary = "Have another key succeed the ledger's")
    @RequestBodySchema(RotateLedgerKeyRequest.class)
    @APIResponseSchema(value = LedgerKeyAnswer.class, responseDescription = "Both keys.")
    public CompletionStage<RestResponse<byte[]>> rotate(@Context RoutingContext http) {
        return exchange.answer(
                http,
                ROTATE_LEDGER_KEY,
                OK,
                RotateLedgerKeyRequest.class,
                request -> rotation.rotate(request.wanted()),
                LedgerKeyAnswer::of);
    }
}
