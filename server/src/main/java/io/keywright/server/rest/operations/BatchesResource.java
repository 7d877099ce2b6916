package io.keywright.server.rest.operations;

import static io.keywright.model.Operation.DECRYPT;
import static io.keywright.model.Operation.ENCRYPT;
import static io.keywright.model.Operation.RE_ENCRYPT;
import static io.keywright.model.Operation.SIGN;
import static io.keywright.model.Operation.VERIFY;

import io.keywright.core.operations.KeyBatches;
import io.keywright.core.operations.KeyOperations;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.PayloadLimit;
import io.keywright.server.rest.operations.BatchAnswers.DecryptBatchAnswer;
import io.keywright.server.rest.operations.BatchAnswers.EncryptBatchAnswer;
import io.keywright.server.rest.operations.BatchAnswers.ReEncryptBatchAnswer;
import io.keywright.server.rest.operations.BatchAnswers.SignBatchAnswer;
import io.keywright.server.rest.operations.BatchAnswers.VerifyBatchAnswer;
import io.keywright.server.rest.operations.BatchRequests.DecryptBatchRequest;
import io.keywright.server.rest.operations.BatchRequests.EncryptBatchRequest;
import io.keywright.server.rest.operations.BatchRequests.ReEncryptBatchRequest;
import io.keywright.server.rest.operations.BatchRequests.SignBatchRequest;
import io.keywright.server.rest.operations.BatchRequests.VerifyBatchRequest;
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

/** Uses keys many times at once. */
@Path("/kms/v1")
@Tag(name = "Operations")
@Singleton
@NonBlocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BatchesResource {

    private static final int OK = 200;

    private final KeyBatches batches;
    private final PayloadLimit limit;
    private final Exchange exchange;

    BatchesResource(KeyOperations operations, PayloadLimit limit, Exchange exchange) {
        this.batches = operations.batches();
        this.limit = limit;
        this.exchange = exchange;
    }

    @POST
    @Path("/sign/batch")
    @Operation(operationId = "signBatch", summary = "Sign many things at a time")
    @RequestBodySchema(SignBatchRequest.class)
    @APIResponseSchema(value = SignBatchAnswer.class, responseDescription = "The signatures.")
    public CompletionStage<RestResponse<byte[]>> sign(@Context RoutingContext http) {
        return exchange.answer(
                http,
                SIGN,
                OK,
                SignBatchRequest.class,
                request -> batches.sign(request.key(), request.content(limit)),
                SignBatchAnswer::of);
    }

    @POST
    @Path("/verify/batch")
    @Operation(operationId = "verifyBatch", summary = "Verify many signatures at a time")
    @RequestBodySchema(VerifyBatchRequest.class)
    @APIResponseSchema(value = VerifyBatchAnswer.class, responseDescription = "Whether each signature is valid.")
    public CompletionStage<RestResponse<byte[]>> verify(@Context RoutingContext http) {
        return exchange.answer(
                http,
                VERIFY,
                OK,
                VerifyBatchRequest.class,
                request -> batches.verify(request.key(), request.content(limit)),
                VerifyBatchAnswer::of);
    }

    @POST
    @Path("/encrypt/batch")
    @Operation(operationId = "encryptBatch", summary = "Encrypt many things at a time")
    @RequestBodySchema(EncryptBatchRequest.class)
    @APIResponseSchema(value = EncryptBatchAnswer.class, responseDescription = "The ciphertexts and their IVs.")
    public CompletionStage<RestResponse<byte[]>> encrypt(@Context RoutingContext http) {
        return exchange.answer(
                http,
                ENCRYPT,
                OK,
                EncryptBatchRequest.class,
                request -> batches.encrypt(request.key(), request.content(limit)),
                EncryptBatchAnswer::of);
    }

    @POST
    @Path("/decrypt/batch")
    @Operation(operationId = "decryptBatch", summary = "Decrypt many ciphertexts at a time")
    @RequestBodySchema(DecryptBatchRequest.class)
    @APIResponseSchema(value = DecryptBatchAnswer.class, responseDescription = "The plaintexts.")
    public CompletionStage<RestResponse<byte[]>> decrypt(@Context RoutingContext http) {
        return exchange.answer(
                http,
                DECRYPT,
                OK,
                DecryptBatchRequest.class,
                request -> batches.decrypt(request.key(), request.content()),
                DecryptBatchAnswer::of);
    }

    @POST
    @Path("/re-encrypt/batch")
    @Operation(operationId = "reEncryptBatch", summary = "Encrypt many ciphertexts with another key")
    @RequestBodySchema(ReEncryptBatchRequest.class)
    @APIResponseSchema(value = ReEncryptBatchAnswer.class, responseDescription = "The new ciphertexts and their IVs.")
    public CompletionStage<RestResponse<byte[]>> reEncrypt(@Context RoutingContext http) {
        return exchange.answer(
                http,
                RE_ENCRYPT,
                OK,
                ReEncryptBatchRequest.class,
                request -> batches.reEncrypt(request.keys(), request.content()),
                ReEncryptBatchAnswer::of);
    }
}
