package io.keywright.server.rest.keys;

import static io.keywright.model.Operation.GET_KEY_USAGE;

import io.keywright.core.lifecycle.KeyUsageReports;
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
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Says who still uses a key. */
@Path("/kms/v1/keys")
@Tag(name = "Keys")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class KeyUsageResource {

    private static final int OK = 200;

    private final KeyUsageReports reports;
    private final Exchange exchange;

    KeyUsageResource(KeyUsageReports reports, Exchange exchange) {
        this.reports = reports;
        this.exchange = exchange;
    }

    @GET
    @Path("/{key_id: (alias/)?[^/]+}/usage")
    @Operation(operationId = "getKeyUsage", summary = "Show who uses a key")
    @APIResponseSchema(value = KeyUsageAnswer.class, responseDescription = "Its uses.")
    public CompletionStage<RestResponse<byte[]>> usage(
            @Context RoutingContext http,
            @RestPath("key_id") String id,
            @RestQuery("from") @Nullable String from,
            @RestQuery("to") @Nullable String to) {
        return exchange.answer(
                http,
                GET_KEY_USAGE,
                OK,
                () -> {
                    Query.check(http, "from", "to");
                    return reports.usage(Query.key(id), Query.from("from", from), Query.to("to", to));
                },
                KeyUsageAnswer::of);
    }
}
