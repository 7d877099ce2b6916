package io.keywright.server.rest.administration;

import static io.keywright.model.Operation.PURGE_CACHE;
import static io.keywright.model.Operation.WARM_CACHE;

import io.keywright.core.administration.Caches;
import io.keywright.core.tenant.CachePart;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.administration.CacheAnswers.CacheAnswer;
import io.keywright.server.rest.administration.CacheAnswers.PurgedAnswer;
import io.keywright.server.rest.administration.CacheAnswers.WarmedAnswer;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Shows, empties and fills what this node holds in memory. */
@Path("/kms/v1/admin/cache")
@Tag(name = "Administration")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class CacheResource {

    private static final int OK = 200;

    private final Caches caches;
    private final Exchange exchange;

    CacheResource(Caches caches, Exchange exchange) {
        this.caches = caches;
        this.exchange = exchange;
    }

    @GET
    @Operation(operationId = "getCache", summary = "Show what this node holds in memory")
    @APIResponseSchema(value = CacheAnswer.class, responseDescription = "Sums, and shares of providers and tenants.")
    public CompletionStage<RestResponse<byte[]>> show(
            @Context RoutingContext http,
            @RestQuery("provider") @Nullable String provider,
            @RestQuery("tenant_id") @Nullable String tenantId,
            @RestQuery("page_token") @Nullable String pageToken,
            @RestQuery("limit") @Nullable String limit) {
        return exchange.read(http, "get_cache", caller -> {
            Query.check(http, "provider", "tenant_id", "page_token", "limit");
            int most = Query.limit(limit);
            CachePart part = new CachePart(
                    Optional.ofNullable(provider), Optional.ofNullable(Query.tenant(tenantId)), Optional.empty());
            return exchange.json(CacheAnswer.of(caches.figures(caller, part, Query.tenant(pageToken), most), most));
        });
    }

    @POST
    @Path("/purge")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "purgeCache", summary = "Destroy what this node holds in memory")
    @RequestBodySchema(CacheRequest.class)
    @APIResponseSchema(value = PurgedAnswer.class, responseDescription = "How much that was.")
    public CompletionStage<RestResponse<byte[]>> purge(@Context RoutingContext http) {
        return exchange.answer(
                http, PURGE_CACHE, OK, CacheRequest.class, request -> caches.purge(request.part()), PurgedAnswer::of);
    }

    @POST
    @Path("/warm")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "warmCache", summary = "Open roots and keys before they are needed")
    @RequestBodySchema(CacheRequest.class)
    @APIResponseSchema(value = WarmedAnswer.class, responseDescription = "What is open now, and what is not, and why.")
    public CompletionStage<RestResponse<byte[]>> warm(@Context RoutingContext http) {
        return exchange.answer(
                http, WARM_CACHE, OK, CacheRequest.class, request -> caches.warm(request.part()), WarmedAnswer::of);
    }
}
