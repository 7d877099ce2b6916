package io.keywright.server.rest.administration;

import io.keywright.core.authorization.Authorizer;
import io.keywright.server.observability.provider.ProviderHealth;
import io.keywright.server.rest.Exchange;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** How the root providers do. */
@Path("/kms/v1/health/kms")
@Tag(name = "Administration")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class ProviderHealthResource {

    private final ProviderHealth health;
    private final Authorizer authorizer;
    private final Exchange exchange;

    ProviderHealthResource(ProviderHealth health, Authorizer authorizer, Exchange exchange) {
        this.health = health;
        this.authorizer = authorizer;
        this.exchange = exchange;
    }

    @GET
    @Operation(operationId = "getProviderHealth", summary = "Tell how the root providers do")
    @APIResponseSchema(value = ProviderHealth.Report.class, responseDescription = "How each does, well or not.")
    public CompletionStage<RestResponse<byte[]>> health(@Context RoutingContext http) {
        return exchange.read(http, "provider_health", caller -> {
            authorizer.requireOperator(caller);
            return exchange.json(health.report());
        });
    }
}
