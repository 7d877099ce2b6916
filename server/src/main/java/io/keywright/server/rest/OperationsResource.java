package io.keywright.server.rest;

import io.keywright.core.operations.KeyOperations;
import io.keywright.model.Operation;
import io.keywright.server.rest.OperationAnswers.DecryptAnswer;
import io.keywright.server.rest.OperationAnswers.EncryptAnswer;
import io.keywright.server.rest.OperationAnswers.SignAnswer;
import io.keywright.server.rest.OperationAnswers.VerifyAnswer;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Uses keys. */
@Path("/kms/v1")
@Singleton
@NonBlocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {

    private static final int OK = 200;

    private final KeyOperations operations;
    private final PayloadLimit limit;
    private final Exchange exchange;

    OperationsResource(KeyOperations operations, PayloadLimit limit, Exchange exchange) {
        this.operations = operations;
        this.limit = limit;
        this.exchange = exchange;
    }

    @POST
    @Path("/sign")
    public CompletionStage<RestResponse<byte[]>> sign(@Context RoutingContext http, byte[] body) {
        return exchange.answer(
                http,
                Operation.SIGN,
                OK,
                SignRequest.class,
                body,
                (caller, request) -> operations
                        .sign(caller, request.key(), limit.check("data", request.data()))
                        .thenApply(SignAnswer::of));
    }

    @POST
    @Path("/verify")
    public CompletionStage<RestResponse<byte[]>> verify(@Context RoutingContext http, byte[] body) {
        return exchange.answer(
                http,
                Operation.VERIFY,
                OK,
                VerifyRequest.class,
                body,
                (caller, request) -> operations
                        .verify(caller, request.key(), limit.check("data", request.data()), request.signature())
                        .thenApply(VerifyAnswer::of));
    }

    @POST
    @Path("/encrypt")
    public CompletionStage<RestResponse<byte[]>> encrypt(@Context RoutingContext http, byte[] body) {
        return exchange.answer(
                http,
                Operation.ENCRYPT,
                OK,
                EncryptRequest.class,
                body,
                (caller, request) -> operations
                        .encrypt(
                                caller,
                                request.key(),
                                limit.check("plaintext", request.plaintext()),
                                request.authenticated())
                        .thenApply(EncryptAnswer::of));
    }

    @POST
    @Path("/decrypt")
    public CompletionStage<RestResponse<byte[]>> decrypt(@Context RoutingContext http, byte[] body) {
        return exchange.answer(
                http,
                Operation.DECRYPT,
                OK,
                DecryptRequest.class,
                body,
                (caller, request) -> operations
                        .decrypt(caller, request.key(), request.encrypted(), request.authenticated())
                        .thenApply(DecryptAnswer::of));
    }
}
