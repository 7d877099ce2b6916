package io.keywright.server.rest.receipts;

import io.keywright.core.ledger.ReceiptArchive;
import io.keywright.core.ledger.ReceiptContent;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.core.lifecycle.KeyNames;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.receipts.ReceiptListAnswer.CanonicalBody;
import io.keywright.server.rest.receipts.ReceiptListAnswer.CanonicalChange;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Shows a tenant its receipts, and proves that they are in the ledger. */
@Path("/kms/v1/receipts")
@Tag(name = "Receipts")
@Singleton
@NonBlocking
public class ReceiptsResource {

    private static final int OK = 200;

    private static final String[] PARAMETERS = {
        "tenant_id", "key_id", "operation", "module", "outcome", "error_code", "from", "to", "page_token", "limit"
    };

    private final ReceiptArchive archive;
    private final KeyNames names;
    private final Exchange exchange;

    ReceiptsResource(ReceiptArchive archive, KeyNames names, Exchange exchange) {
        this.archive = archive;
        this.names = names;
        this.exchange = exchange;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listReceipts", summary = "List receipts")
    @APIResponseSchema(value = ReceiptListAnswer.class, responseDescription = "A page of receipts.")
    public CompletionStage<RestResponse<byte[]>> list(
            @Context RoutingContext http,
            @RestQuery("tenant_id") @Nullable String tenantId,
            @RestQuery("key_id") @Nullable String keyId,
            @RestQuery("operation") @Nullable String operation,
            @RestQuery("module") @Nullable String module,
            @RestQuery("outcome") @Nullable String outcome,
            @RestQuery("error_code") @Nullable String errorCode,
            @RestQuery("from") @Nullable String from,
            @RestQuery("to") @Nullable String to,
            @RestQuery("page_token") @Nullable String pageToken,
            @RestQuery("limit") @Nullable String limit) {
        return exchange.read(http, "list_receipts", caller -> {
            Query.check(http, PARAMETERS);
            ReceiptFilter filter = new ReceiptFilter(
                    keyId == null ? null : names.id(caller, Query.key(keyId)),
                    Query.receiptName("operation", operation),
                    Query.from("from", from),
                    Query.to("to", to));
            ReceiptContent content = new ReceiptContent(
                    module, Query.outcome("outcome", outcome), Query.errorCode("error_code", errorCode));
            Long before = Query.index("page_token", pageToken, "what the page before answered");
            int most = Query.limit(limit);
            return exchange.json(ReceiptListAnswer.of(archive.list(
                    caller, Query.tenant(tenantId), filter, content, before == null ? Long.MAX_VALUE : before, most)));
        });
    }

    @GET
    @Path("/{receipt_id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getReceipt", summary = "Show a receipt")
    @APIResponseSchema(value = CanonicalBody.class, responseDescription = "The receipt.")
    public CompletionStage<RestResponse<byte[]>> get(
            @Context RoutingContext http,
            @RestPath("receipt_id") String id,
            @RestQuery("tenant_id") @Nullable String tenantId) {
        return exchange.read(http, "get_receipt", caller -> {
            Query.check(http, "tenant_id");
            return new Answer(OK, Answer.JSON, archive.get(caller, Query.tenant(tenantId), receiptId(id)));
        });
    }

    @GET
    @Path("/{receipt_id}/change")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getChange", summary = "Show what a receipt's operation changed")
    @APIResponseSchema(value = CanonicalChange.class, responseDescription = "The change.")
    public CompletionStage<RestResponse<byte[]>> change(
            @Context RoutingContext http,
            @RestPath("receipt_id") String id,
            @RestQuery("tenant_id") @Nullable String tenantId) {
        return exchange.read(http, "get_change", caller -> {
            Query.check(http, "tenant_id");
            return new Answer(OK, Answer.JSON, archive.change(caller, Query.tenant(tenantId), receiptId(id)));
        });
    }

    @GET
    @Path("/{receipt_id}/proof")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(operationId = "proveReceipt", summary = "Prove that a receipt is in the ledger")
    @APIResponseSchema(value = String.class, responseDescription = "The proof.")
    public CompletionStage<RestResponse<byte[]>> proof(
            @Context RoutingContext http,
            @RestPath("receipt_id") String id,
            @RestQuery("tenant_id") @Nullable String tenantId) {
        return exchange.read(http, "prove_receipt", caller -> {
            Query.check(http, "tenant_id");
            String proof =
                    archive.proof(caller, Query.tenant(tenantId), receiptId(id)).toString();
            return new Answer(OK, Answer.TEXT, proof.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static UUID receiptId(String text) {
        return Query.id("receipt_id", text);
    }
}
