package io.keywright.server.rest.administration;

import io.keywright.core.administration.CacheFigures;
import io.keywright.core.administration.Caches;
import io.keywright.core.administration.Overview;
import io.keywright.core.node.Nodes;
import io.keywright.core.tenant.CachePart;
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

/** How the installation as a whole stands. */
@Path("/kms/v1/admin/status")
@Tag(name = "Administration")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class InstallationResource {

    private final Overview overview;
    private final Caches caches;
    private final Issues issues;
    private final Nodes nodes;
    private final Exchange exchange;

    InstallationResource(Overview overview, Caches caches, Issues issues, Nodes nodes, Exchange exchange) {
        this.overview = overview;
        this.caches = caches;
        this.issues = issues;
        this.nodes = nodes;
        this.exchange = exchange;
    }

    @GET
    @Operation(operationId = "getInstallationStatus", summary = "Tell how the installation stands")
    @APIResponseSchema(value = InstallationAnswer.class, responseDescription = "How it stands.")
    public CompletionStage<RestResponse<byte[]>> status(@Context RoutingContext http) {
        return exchange.read(http, "installation_status", caller -> {
            Overview.Figures figures = overview.figures(caller);
            CacheFigures cache = caches.figures(caller, CachePart.ALL, null, 1);
            return exchange.json(InstallationAnswer.of(nodes.self().name(), figures, cache, issues.now(figures)));
        });
    }
}
