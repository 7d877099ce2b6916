package io.keywright.server.rest.roles;

import static io.keywright.model.Operation.BIND_ROLE;
import static io.keywright.model.Operation.UNBIND_ROLE;

import io.keywright.core.role.RoleBindings;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.roles.RoleBindingAnswers.RoleBindingAnswer;
import io.keywright.server.rest.roles.RoleBindingAnswers.RoleBindingListAnswer;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Binds roles to identities. */
@Path("/kms/v1/role-bindings")
@Tag(name = "Roles")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class RoleBindingsResource {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final RoleBindings bindings;
    private final Exchange exchange;

    RoleBindingsResource(RoleBindings bindings, Exchange exchange) {
        this.bindings = bindings;
        this.exchange = exchange;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "bindRole", summary = "Give an identity a role")
    @RequestBodySchema(RoleBindingRequest.class)
    @APIResponseSchema(value = RoleBindingAnswer.class, responseCode = "201", responseDescription = "The binding.")
    public CompletionStage<RestResponse<byte[]>> bind(@Context RoutingContext http) {
        return exchange.answer(
                http,
                BIND_ROLE,
                CREATED,
                RoleBindingRequest.class,
                request -> bindings.bind(request.where(), request.identity(), request.role()),
                RoleBindingAnswer::of);
    }

    @GET
    @Operation(operationId = "listRoleBindings", summary = "List role bindings")
    @APIResponseSchema(value = RoleBindingListAnswer.class, responseDescription = "The bindings, oldest first.")
    public CompletionStage<RestResponse<byte[]>> list(
            @Context RoutingContext http, @RestQuery("tenant_id") @Nullable String tenantId) {
        return exchange.read(http, "list_role_bindings", caller -> {
            Query.check(http, "tenant_id");
            return exchange.json(RoleBindingListAnswer.of(bindings.list(caller, Query.tenant(tenantId))));
        });
    }

    @DELETE
    @Path("/{binding_id}")
    @Operation(operationId = "unbindRole", summary = "Take a role back")
    @APIResponseSchema(value = RoleBindingAnswer.class, responseDescription = "The binding that was.")
    public CompletionStage<RestResponse<byte[]>> unbind(
            @Context RoutingContext http, @RestPath("binding_id") String id) {
        return exchange.answer(
                http, UNBIND_ROLE, OK, () -> bindings.unbind(Query.id("binding_id", id)), RoleBindingAnswer::of);
    }
}
