package io.keywright.server.rest.operations;

import static io.keywright.model.Operation.DECRYPT;
import static io.keywright.model.Operation.ENCRYPT;
import static io.keywright.model.Operation.RE_ENCRYPT;
import static io.keywright.model.Operation.SIGN;
import static io.keywright.model.Operation.VERIFY;

import io.keywright.core.operations.KeyOperations;
import io.keywright.core.operations.Signed;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.PayloadLimit;
import io.keywright.server.rest.operations.OperationAnswers.DecryptAnswer;
import io.keywright.server.rest.operations.OperationAnswers.EncryptAnswer;
import io.keywright.server.rest.operations.OperationAnswers.ReEncryptAnswer;
import io.keywright.server.rest.operations.OperationAnswers.SignAnswer;
import io.keywright.server.rest.operations.OperationAnswers.VerifyAnswer;
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

/** Uses keys. */
@Path("/kms/v1")
@Tag(name = "Operations")
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
    @Operation(operationId = "sign", summary = "Sign data")
    @RequestBodySchema(SignRequest.class)
    @APIResponseSchema(value = SignAnswer.class, responseDescription = "The signature.")
    public CompletionStage<RestResponse<byte[]>> sign(@Context RoutingContext http) {
        return exchange.answer(
                http,
                SIGN,
                OK,
                SignRequest.class,
                request -> operations.sign(request.key(), request.content().message(limit)),
                SignAnswer::of);
    }

    @POST
    @Path("/verify")
    @Operation(operationId = "verify", summary = "Verify a signature")
    @RequestBodySchema(VerifyRequest.class)
    @APIResponseSchema(value = VerifyAnswer.class, responseDescription = "Whether the signature is valid.")
    public CompletionStage<RestResponse<byte[]>> verify(@Context RoutingContext http) {
        return exchange.answer(
                http,
                VERIFY,
                OK,
                VerifyRequest.class,
                request -> operations.verify(
                        request.key(), new Signed(request.content().message(limit), request.signature())),
                VerifyAnswer::of);
    }

    @POST
    @Path("/encrypt")
    @Operation(operationId = "encrypt", summary = "Encrypt data")
    @RequestBodySchema(EncryptRequest.class)
    @APIResponseSchema(value = EncryptAnswer.class, responseDescription = "The ciphertext and its IV.")
    public CompletionStage<RestResponse<byte[]>> encrypt(@Context RoutingContext http) {
        return exchange.answer(
                http,
                ENCRYPT,
                OK,
                EncryptRequest.class,
                request -> operations.encrypt(request.key(), request.content(limit)),
                EncryptAnswer::of);
    }

    @POST
    @Path("/decrypt")
    @Operation(operationId = "decrypt", summary = "Decrypt data")
    @RequestBodySchema(DecryptRequest.class)
    @APIResponseSchema(value = DecryptAnswer.class, responseDescription = "The plaintext.")
    public CompletionStage<RestResponse<byte[]>> decrypt(@Context RoutingContext http) {
        return exchange.answer(
                http,
                DECRYPT,
                OK,
                DecryptRequest.class,
                request -> operations.decrypt(request.key(), request.content()),
                DecryptAnswer::of);
    }

    @POST
    @Path("/re-encrypt")
    @Operation(operationId = "reEncrypt", summary = "Encrypt a ciphertext with another key")
    @RequestBodySchema(ReEncryptRequest.class)
    @APIResponseSchema(value = ReEncryptAnswer.class, responseDescription = "The new ciphertext and its IV.")
    public CompletionStage<RestResponse<byte[]>> reEncrypt(@Context RoutingContext http) {
        return exchange.answer(
                http,
                RE_ENCRYPT,
                OK,
                ReEncryptRequest.class,
                request -> operations.reEncrypt(request.keys(), request.content()),
                ReEncryptAnswer::of);
    }
}
