package io.keywright.server.rest;

import io.keywright.core.evidence.LedgerKey;
import io.keywright.core.evidence.ReceiptArchive;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The ledger's end, and the key to check it with; every caller may read both. */
@Path("/kms/v1/ledger")
@Tag(name = "Ledger")
@Singleton
@NonBlocking
@Produces(MediaType.TEXT_PLAIN)
public class LedgerResource {

    private final ReceiptArchive archive;
    private final LedgerKey key;
    private final Exchange exchange;

    LedgerResource(ReceiptArchive archive, LedgerKey key, Exchange exchange) {
        this.archive = archive;
        this.key = key;
        this.exchange = exchange;
    }

    @GET
    @Path("/checkpoint")
    @Operation(operationId = "getCheckpoint", summary = "Show the ledger's newest checkpoint")
    @APIResponseSchema(value = String.class, responseDescription = "The checkpoint.")
    public CompletionStage<RestResponse<byte[]>> checkpoint(@Context RoutingContext http) {
        return exchange.read(http, "read_checkpoint", caller -> text(archive.checkpoint()));
    }

    @GET
    @Path("/key")
    @Operation(operationId = "getLedgerKey", summary = "Show the key to check receipts and checkpoints with")
    @APIResponseSchema(value = String.class, responseDescription = "The verifier key.")
    public CompletionStage<RestResponse<byte[]>> key(@Context RoutingContext http) {
        return exchange.read(http, "read_ledger_key", caller -> text(key.verifierKey() + "\n"));
    }

    private static Answer text(String text) {
        return new Answer(200, Answer.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
}
