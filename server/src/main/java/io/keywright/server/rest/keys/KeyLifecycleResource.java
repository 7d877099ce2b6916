package io.keywright.server.rest.keys;

import static io.keywright.model.Operation.REVOKE;
import static io.keywright.model.Operation.ROTATE;

import io.keywright.core.lifecycle.KeyLifecycle;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.keys.KeyAnswers.RevokeAnswer;
import io.keywright.server.rest.keys.KeyAnswers.RotateAnswer;
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

/** Replaces keys and destroys them. */
@Path("/kms/v1/keys")
@Tag(name = "Keys")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class KeyLifecycleResource {

    private static final int OK = 200;

    private final KeyLifecycle lifecycle;
    private final Exchange exchange;

    KeyLifecycleResource(KeyLifecycle lifecycle, Exchange exchange) {
        this.lifecycle = lifecycle;
        this.exchange = exchange;
    }

    @POST
    @Path("/{key_id: (alias/)?[^/]+}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "rotateKey", summary = "Replace a key by a new one")
    @RequestBodySchema(RotateKeyRequest.class)
    @APIResponseSchema(value = RotateAnswer.class, responseDescription = "The old key and the new one.")
    public CompletionStage<RestResponse<byte[]>> rotate(@Context RoutingContext http, @RestPath("key_id") String id) {
        return exchange.answer(
                http,
                ROTATE,
                OK,
                RotateKeyRequest.class,
                request -> request.atOnce()
                        ? lifecycle.replace(request.scope(), Query.key(id))
                        : lifecycle.rotate(request.scope(), Query.key(id)),
                RotateAnswer::of);
    }

    @POST
    @Path("/{key_id: (alias/)?[^/]+}/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "revokeKey", summary = "Destroy a key")
    @RequestBodySchema(RevokeKeyRequest.class)
    @APIResponseSchema(value = RevokeAnswer.class, responseDescription = "The key is gone.")
    public CompletionStage<RestResponse<byte[]>> revoke(@Context RoutingContext http, @RestPath("key_id") String id) {
        return exchange.answer(
                http,
                REVOKE,
                OK,
                RevokeKeyRequest.class,
                request -> lifecycle.revoke(
                        request.scope(), Query.key(id), request.revocationReason(), request.confirmed()),
                RevokeAnswer::of);
    }
}
