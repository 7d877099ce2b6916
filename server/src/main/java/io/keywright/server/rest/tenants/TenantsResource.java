package io.keywright.server.rest.tenants;

import static io.keywright.model.Operation.CHANGE_TENANT_ROOT;
import static io.keywright.model.Operation.CREATE_TENANT;
import static io.keywright.model.Operation.ROTATE_TENANT_ROOT;

import io.keywright.core.administration.RootVersions;
import io.keywright.core.administration.TenantCatalogue;
import io.keywright.core.administration.Tenants;
import io.keywright.core.tenant.WrappingStandings;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.tenants.TenantAnswers.TenantAnswer;
import io.keywright.server.rest.tenants.TenantAnswers.TenantListAnswer;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Makes, shows and moves the roots of tenants. */
@Path("/kms/v1/tenants")
@Tag(name = "Tenants")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class TenantsResource {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Tenants tenants;
    private final TenantCatalogue catalogue;
    private final TenantAnswers answers;
    private final Exchange exchange;

    TenantsResource(
            Tenants tenants,
            TenantCatalogue catalogue,
            WrappingStandings standings,
            RootVersions versions,
            Exchange exchange) {
        this.tenants = tenants;
        this.catalogue = catalogue;
        this.answers = new TenantAnswers(standings, versions);
        this.exchange = exchange;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createTenant", summary = "Give a tenant its root key")
    @RequestBodySchema(CreateTenantRequest.class)
    @APIResponseSchema(value = TenantAnswer.class, responseCode = "201", responseDescription = "The tenant.")
    public CompletionStage<RestResponse<byte[]>> create(@Context RoutingContext http) {
        return exchange.answer(
                http,
                CREATE_TENANT,
                CREATED,
                CreateTenantRequest.class,
                request -> tenants.create(
                        request.tenantId(), request.checkedName(), WrappingBody.wanted(request.wrappings())),
                answers::of);
    }

    @GET
    @Operation(operationId = "listTenants", summary = "List tenants")
    @APIResponseSchema(value = TenantListAnswer.class, responseDescription = "Tenants by their ids.")
    public CompletionStage<RestResponse<byte[]>> list(
            @Context RoutingContext http,
            @RestQuery("page_token") @Nullable String pageToken,
            @RestQuery("limit") @Nullable String limit) {
        return exchange.read(http, "list_tenants", caller -> {
            Query.check(http, "page_token", "limit");
            int most = Query.limit(limit);
            return exchange.json(answers.of(catalogue.list(caller, Query.tenant(pageToken), most), most));
        });
    }

    @GET
    @Path("/{tenant_id}")
    @Operation(operationId = "getTenant", summary = "Show a tenant")
    @APIResponseSchema(value = TenantAnswer.class, responseDescription = "The tenant.")
    public CompletionStage<RestResponse<byte[]>> get(@Context RoutingContext http, @RestPath("tenant_id") String id) {
        return exchange.read(http, "get_tenant", caller -> exchange.json(answers.detailed(catalogue.get(caller, id))));
    }

    @PUT
    @Path("/{tenant_id}/root")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeTenantRoot", summary = "Wrap a tenant's root with other keys")
    @RequestBodySchema(ChangeRootRequest.class)
    @APIResponseSchema(value = TenantAnswer.class, responseDescription = "The tenant.")
    public CompletionStage<RestResponse<byte[]>> changeRoot(
            @Context RoutingContext http, @RestPath("tenant_id") String id) {
        return exchange.answer(
                http,
                CHANGE_TENANT_ROOT,
                OK,
                ChangeRootRequest.class,
                request -> tenants.changeRoot(id, Optional.ofNullable(request.tenantId()), request.wanted()),
                answers::of);
    }

    @POST
    @Path("/{tenant_id}/rotate-root")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "rotateTenantRoot", summary = "Give a tenant's root its next version")
    @RequestBodySchema(RotateRootRequest.class)
    @APIResponseSchema(value = RotatedRootAnswer.class, responseDescription = "The version that it has now.")
    public CompletionStage<RestResponse<byte[]>> rotateRoot(
            @Context RoutingContext http, @RestPath("tenant_id") String id) {
        return exchange.answer(
                http,
                ROTATE_TENANT_ROOT,
                OK,
                RotateRootRequest.class,
                request -> tenants.rotateRoot(id, Optional.ofNullable(request.tenantId())),
                RotatedRootAnswer::of);
    }
}
