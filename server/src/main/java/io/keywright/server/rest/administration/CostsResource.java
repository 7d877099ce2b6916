package io.keywright.server.rest.administration;

import io.keywright.core.administration.Costs;
import io.keywright.model.Caller;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.YearMonth;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What the root providers cost. */
@Path("/kms/v1/admin/costs")
@Tag(name = "Administration")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class CostsResource {

    private final Costs costs;
    private final Exchange exchange;

    CostsResource(Costs costs, Exchange exchange) {
        this.costs = costs;
        this.exchange = exchange;
    }

    @GET
    @Operation(operationId = "getCosts", summary = "Tell what the root providers cost in a month")
    @APIResponseSchema(value = CostsAnswer.class, responseDescription = "The month.")
    public CompletionStage<RestResponse<byte[]>> costs(
            @Context RoutingContext http,
            @RestQuery("month") @Nullable String month,
            @RestQuery("tenant_id") @Nullable String tenantId,
            @RestQuery("page_token") @Nullable String pageToken,
            @RestQuery("limit") @Nullable String limit) {
        return exchange.read(http, "get_costs", caller -> {
            Query.check(http, "month", "tenant_id", "page_token", "limit");
            YearMonth asked = Objects.requireNonNullElseGet(Query.month("month", month), costs::thisMonth);
            String tenant = Query.tenant(tenantId);
            return exchange.json(
                    tenant == null
                            ? all(caller, asked, Query.tenant(pageToken), Query.limit(limit))
                            : CostsAnswer.of(asked, costs.currency(), costs.of(caller, asked, tenant)));
        });
    }

    private CostsAnswer all(Caller caller, YearMonth month, @Nullable String after, int limit) {
        return CostsAnswer.of(month, costs.currency(), costs.of(caller, month, after, limit), limit);
    }
}
