package io.keywright.server.rest.trust;

import static io.keywright.model.Operation.UPDATE_TRUST_ANCHOR;

import io.keywright.core.bundle.BundleAgents;
import io.keywright.core.trust.TrustAnchorCatalogue;
import io.keywright.core.trust.TrustAnchors;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.trust.TrustAnchorAnswers.TrustAnchorAnswer;
import io.keywright.server.rest.trust.TrustAnchorAnswers.TrustAnchorListAnswer;
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
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Adds, shows, replaces and retires the authorities whose client certificates are accepted. */
@Path("/kms/v1/trust-anchors")
@Tag(name = "Trust")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class TrustAnchorsResource {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final String IN_FORCE = "in_force";
    private static final String ALL = "all";

    private final TrustAnchors anchors;
    private final TrustAnchorCatalogue catalogue;
    private final BundleAgents agents;
    private final Exchange exchange;

    TrustAnchorsResource(TrustAnchors anchors, TrustAnchorCatalogue catalogue, BundleAgents agents, Exchange exchange) {
        this.agents = agents;
        this.anchors = anchors;
        this.catalogue = catalogue;
        this.exchange = exchange;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createTrustAnchor", summary = "Trust an authority")
    @RequestBodySchema(CreateTrustAnchorRequest.class)
    @APIResponseSchema(value = TrustAnchorAnswer.class, responseCode = "201", responseDescription = "The new anchor.")
    public CompletionStage<RestResponse<byte[]>> create(@Context RoutingContext http) {
        return exchange.answer(
                http,
                UPDATE_TRUST_ANCHOR,
                CREATED,
                CreateTrustAnchorRequest.class,
                request -> anchors.add(request.scope(), request.anchorType(), request.sent()),
                TrustAnchorAnswer::ofAll);
    }

    @POST
    @Path("/{trust_anchor_id}/replace")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "replaceTrustAnchor", summary = "Put an authority in the place of another")
    @RequestBodySchema(ReplaceTrustAnchorRequest.class)
    @APIResponseSchema(
            value = TrustAnchorAnswer.class,
            responseCode = "201",
            responseDescription = "The new anchor, and the one that it replaces.")
    public CompletionStage<RestResponse<byte[]>> replace(
            @Context RoutingContext http, @RestPath("trust_anchor_id") String id) {
        return exchange.answer(
                http,
                UPDATE_TRUST_ANCHOR,
                CREATED,
                ReplaceTrustAnchorRequest.class,
                request -> anchors.replace(anchorId(id), request.sent(), request.trustedUntil()),
                TrustAnchorAnswer::of);
    }

    @GET
    @Operation(operationId = "listTrustAnchors", summary = "List trust anchors")
    @APIResponseSchema(value = TrustAnchorListAnswer.class, responseDescription = "All of the scope.")
    public CompletionStage<RestResponse<byte[]>> list(@Context RoutingContext http, @RestQuery @Nullable String state) {
        return exchange.read(http, "list_trust_anchors", caller -> {
            Query.check(http, "state");
            return exchange.json(
                    isAll(state)
                            ? TrustAnchorListAnswer.ofRemembered(catalogue.remembered(caller))
                            : TrustAnchorListAnswer.of(catalogue.list(caller)));
        });
    }

    private static boolean isAll(@Nullable String state) {
        return Query.required("state", state == null ? IN_FORCE : state, text -> switch (text) {
            case IN_FORCE -> false;
            case ALL -> true;
            default -> throw new IllegalArgumentException("must be " + IN_FORCE + " or " + ALL);
        });
    }

    @GET
    @Path("/{trust_anchor_id}")
    @Operation(operationId = "getTrustAnchor", summary = "Show a trust anchor")
    @APIResponseSchema(value = TrustAnchorAnswer.class, responseDescription = "The anchor.")
    public CompletionStage<RestResponse<byte[]>> get(
            @Context RoutingContext http, @RestPath("trust_anchor_id") String id) {
        return exchange.read(
                http,
                "get_trust_anchor",
                caller -> exchange.json(TrustAnchorAnswer.of(catalogue.get(caller, anchorId(id)))));
    }

    @DELETE
    @Path("/{trust_anchor_id}")
    @Operation(operationId = "retireTrustAnchor", summary = "Trust an authority no more")
    @APIResponseSchema(value = TrustAnchorAnswer.class, responseDescription = "The anchor, which is retired.")
    public CompletionStage<RestResponse<byte[]>> retire(
            @Context RoutingContext http,
            @RestPath("trust_anchor_id") String id,
            @RestQuery("despite_lagging") @Nullable String despiteLagging) {
        return exchange.answer(
                http,
                UPDATE_TRUST_ANCHOR,
                OK,
                () -> {
                    Query.check(http, "despite_lagging");
                    return anchors.retire(
                            anchorId(id),
                            Query.isSet("despite_lagging", despiteLagging) ? anchor -> {} : agents::requireTold);
                },
                TrustAnchorAnswer::ofOne);
    }

    private static UUID anchorId(String text) {
        return Query.id("trust_anchor_id", text);
    }
}
