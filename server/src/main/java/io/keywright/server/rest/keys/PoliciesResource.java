package io.keywright.server.rest.keys;

import static io.keywright.model.Operation.CHANGE_POLICY;
import static io.keywright.model.Operation.GET_POLICY;

import io.keywright.core.lifecycle.KeyPolicies;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.Versioned;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Shows and changes keys' access policies. */
@Path("/kms/v1/keys")
@Tag(name = "Keys")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class PoliciesResource {

    private static final int OK = 200;

    /** A key or an alias; {@code alias/policy} is the alias of that name, and not the policy of a key called alias. */
    private static final String POLICY = "/{key_id: (alias/[^/]+|(?!alias/)[^/]+)}/policy";

    private final KeyPolicies policies;
    private final Exchange exchange;

    PoliciesResource(KeyPolicies policies, Exchange exchange) {
        this.policies = policies;
        this.exchange = exchange;
    }

    @GET
    @Path(POLICY)
    @Operation(operationId = "getPolicy", summary = "Show a key's access policy")
    @APIResponseSchema(value = PolicyAnswer.class, responseDescription = "The policy.")
    public CompletionStage<RestResponse<byte[]>> get(@Context RoutingContext http, @RestPath("key_id") String id) {
        return exchange.answer(http, GET_POLICY, OK, () -> policies.get(Query.key(id)), PolicyAnswer::of);
    }

    @PUT
    @Path(POLICY)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changePolicy", summary = "Change a key's access policy")
    @RequestBodySchema(ChangePolicyRequest.class)
    @APIResponseSchema(value = PolicyAnswer.class, responseDescription = "The new policy.")
    public CompletionStage<RestResponse<byte[]>> change(
            @Context RoutingContext http,
            @RestPath("key_id") String id,
            @RestHeader("If-Match") @Nullable String ifMatch) {
        return exchange.answer(
                http,
                CHANGE_POLICY,
                OK,
                ChangePolicyRequest.class,
                request -> policies.change(
                        Query.key(id), new KeyPolicies.Wanted(Versioned.base(ifMatch), request.toPolicy())),
                PolicyAnswer::of);
    }
}
