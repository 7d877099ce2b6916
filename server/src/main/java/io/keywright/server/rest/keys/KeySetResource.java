package io.keywright.server.rest.keys;

import static io.keywright.model.Operation.GET_KEY_SET;

import io.keywright.core.ledger.Recorded;
import io.keywright.core.lifecycle.PublishedKeys;
import io.keywright.core.lifecycle.PublishedKeys.KeySet;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Answers;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.Reusable;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Shows a scope's public keys at an address that stays. */
@Path("/kms/v1/jwks")
@Tag(name = "Keys")
@Singleton
@NonBlocking
@Answers({KeySetResource.TYPE, Answer.JSON})
public class KeySetResource {

    /** The media type of a set (RFC 7517, section 8.5.2). */
    static final String TYPE = "application/jwk-set+json";

    /** How long a public key may be used without asking again; as long a destroyed key may still seem to count. */
    static final Duration AGE = Duration.ofMinutes(5);

    /** Where the receipt of an answer is named whose form is not ours to add to. */
    static final String RECEIPT = "X-Receipt-Id";

    private static final int OK = 200;

    private final PublishedKeys keys;
    private final Exchange exchange;

    KeySetResource(PublishedKeys keys, Exchange exchange) {
        this.keys = keys;
        this.exchange = exchange;
    }

    @GET
    @Path("/{tenant_id}/{environment}/{plane}")
    @Operation(operationId = "getKeySet", summary = "Show all public keys of a scope")
    @APIResponse(
            responseCode = "200",
            description = "The public keys.",
            content = @Content(mediaType = TYPE, schema = @Schema(implementation = JsonWebKeySet.class)))
    public CompletionStage<RestResponse<byte[]>> get(
            @Context RoutingContext http,
            @RestPath("tenant_id") String tenantId,
            @RestPath("environment") String environment,
            @RestPath("plane") String plane) {
        return exchange.answer(
                http,
                GET_KEY_SET,
                OK,
                () -> {
                    Query.check(http);
                    return keys.set(scope(tenantId, environment, plane));
                },
                recorded -> answer(http, recorded));
    }

    private static Scope scope(String tenantId, String environment, String plane) {
        return Query.required(
                "tenant_id",
                tenantId,
                tenant -> new Scope(
                        tenant,
                        Query.required("environment", environment, name -> WireName.parse(Environment.class, name)),
                        Query.required("plane", plane, name -> WireName.parse(Plane.class, name))));
    }

    private Answer answer(RoutingContext http, Recorded<KeySet> recorded) {
        byte[] set = exchange.bytes(JsonWebKeySet.of(recorded.value()));
        return new Reusable(new Answer(OK, TYPE, set), AGE)
                .to(http)
                .with(RECEIPT, recorded.receiptId().toString());
    }
}
