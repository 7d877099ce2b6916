package io.keywright.server.rest.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.ledger.PublicLog;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The ledger's end, its hashes, and the keys to check them with; every caller may read them. */
@Path("/kms/v1/ledger")
@Tag(name = "Ledger")
@Singleton
@NonBlocking
@Produces(MediaType.TEXT_PLAIN)
public class LedgerResource {

    /** What answers now answers for ever (C2SP tlog-tiles). */
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";

    private static final String NEVER_STALE = "no-cache";
    private static final int OK = 200;

    private final PublicLog log;
    private final Exchange exchange;

    LedgerResource(PublicLog log, Exchange exchange) {
        this.log = log;
        this.exchange = exchange;
    }

    @GET
    @Path("/checkpoint")
    @Operation(operationId = "getCheckpoint", summary = "Show the ledger's newest checkpoint")
    @APIResponseSchema(value = String.class, responseDescription = "The checkpoint.")
    public CompletionStage<RestResponse<byte[]>> checkpoint(
            @Context RoutingContext http, @RestQuery("witnessed") @Nullable String witnessed) {
        return exchange.read(http, "read_checkpoint", caller -> {
            Query.check(http, "witnessed");
            boolean cosigned = Query.isSet("witnessed", witnessed);
            return text((cosigned ? log.witnessed() : log.checkpoint()).note().toString())
                    .with(HttpHeaders.CACHE_CONTROL, NEVER_STALE);
        });
    }

    @GET
    @Path("/key")
    @Operation(operationId = "getLedgerKey", summary = "Show the key to check receipts and checkpoints with")
    @APIResponseSchema(value = String.class, responseDescription = "The verifier key.")
    public CompletionStage<RestResponse<byte[]>> key(@Context RoutingContext http) {
        return exchange.read(http, "read_ledger_key", caller -> text(log.keys().signer() + "\n"));
    }

    @GET
    @Path("/keys")
    @Operation(operationId = "getLedgerKeys", summary = "Show all keys that sign checkpoints")
    @APIResponseSchema(value = String.class, responseDescription = "The verifier keys.")
    public CompletionStage<RestResponse<byte[]>> keys(@Context RoutingContext http) {
        return exchange.read(http, "read_ledger_keys", caller -> text(log.keys().toString()));
    }

    @GET
    @Path("/succession")
    @Operation(operationId = "getLedgerSuccession", summary = "Prove how the ledger's keys followed each other")
    @APIResponseSchema(value = String.class, responseDescription = "The succession.")
    public CompletionStage<RestResponse<byte[]>> succession(@Context RoutingContext http) {
        return exchange.read(
                http,
                "read_ledger_succession",
                caller -> text(log.succession().toString()).with(HttpHeaders.CACHE_CONTROL, NEVER_STALE));
    }

    @GET
    @Path("/consistency")
    @Operation(operationId = "proveConsistency", summary = "Prove that the ledger has only grown")
    @APIResponseSchema(value = String.class, responseDescription = "The proof.")
    public CompletionStage<RestResponse<byte[]>> consistency(
            @Context RoutingContext http,
            @RestQuery("from") @Nullable String from,
            @RestQuery("to") @Nullable String to) {
        return exchange.read(http, "prove_consistency", caller -> {
            Query.check(http, "from", "to");
            return text(log.consistency(LedgerParameters.size("from", from), LedgerParameters.size("to", to)).stream()
                            .map(hash -> hash + "\n")
                            .collect(Collectors.joining()))
                    .with(HttpHeaders.CACHE_CONTROL, IMMUTABLE);
        });
    }

    @GET
    @Path("/tile/{tile: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "getTile", summary = "Show hashes of the ledger's tree")
    @APIResponseSchema(value = TileHashes.class, responseDescription = "The tile.")
    public CompletionStage<RestResponse<byte[]>> tile(@Context RoutingContext http, @RestPath("tile") String tile) {
        return exchange.read(http, "read_tile", caller -> {
            Query.check(http);
            TileAddress address = LedgerParameters.tile(tile);
            return new Answer(OK, MediaType.APPLICATION_OCTET_STREAM, log.tile(address))
                    .with(HttpHeaders.CACHE_CONTROL, IMMUTABLE);
        });
    }

    private static Answer text(String text) {
        return new Answer(OK, Answer.TEXT, text.getBytes(UTF_8));
    }

    /** The body of a tile, as the API document has it. */
    @Schema(name = "Tile", type = SchemaType.STRING, format = "binary")
    interface TileHashes {}
}
