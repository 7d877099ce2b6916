package io.keywright.server.rest.administration;

import io.keywright.core.administration.NodeList;
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

/** Which nodes there are. */
@Path("/kms/v1/admin/nodes")
@Tag(name = "Administration")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class NodesResource {

    private final NodeList nodes;
    private final Exchange exchange;

    NodesResource(NodeList nodes, Exchange exchange) {
        this.nodes = nodes;
        this.exchange = exchange;
    }

    @GET
    @Operation(operationId = "listNodes", summary = "List the nodes of the installation")
    @APIResponseSchema(value = NodesAnswer.class, responseDescription = "The nodes.")
    public CompletionStage<RestResponse<byte[]>> nodes(@Context RoutingContext http) {
        return exchange.read(http, "list_nodes", caller -> exchange.json(NodesAnswer.of(nodes.list(caller))));
    }
}
