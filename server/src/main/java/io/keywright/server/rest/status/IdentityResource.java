package io.keywright.server.rest.status;

import io.keywright.core.authorization.Roles;
import io.keywright.server.rest.Exchange;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Tells callers who they are here. */
@Path("/kms/v1/whoami")
@Tag(name = "Status")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class IdentityResource {

    private final Roles roles;
    private final Exchange exchange;

    IdentityResource(Roles roles, Exchange exchange) {
        this.roles = roles;
        this.exchange = exchange;
    }

    @GET
    @Operation(operationId = "whoami", summary = "Tell who calls")
    @APIResponseSchema(value = WhoamiAnswer.class, responseDescription = "The caller.")
    public CompletionStage<RestResponse<byte[]>> whoami(@Context RoutingContext http) {
        return exchange.read(
                http, "whoami", caller -> exchange.json(WhoamiAnswer.of(caller, new TreeSet<>(roles.of(caller)))));
    }
}
