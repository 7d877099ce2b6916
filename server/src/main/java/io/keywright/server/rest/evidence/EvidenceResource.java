package io.keywright.server.rest.evidence;

import static io.keywright.model.Operation.REQUEST_EVIDENCE;

import io.keywright.core.evidence.EvidenceExports;
import io.keywright.core.evidence.ExportPlace;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.evidence.ExportAnswers.ExportAnswer;
import io.keywright.server.rest.evidence.ExportAnswers.ExportBody;
import io.keywright.server.rest.evidence.ExportAnswers.ExportListAnswer;
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
import jakarta.ws.rs.core.HttpHeaders;
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

/** Exports a tenant's evidence as a package that proves itself. */
@Path("/kms/v1/evidence/exports")
@Tag(name = "Evidence")
@Singleton
@NonBlocking
public class EvidenceResource {

    private static final String ZIP = "application/zip";
    private static final int ACCEPTED = 202;

    private final EvidenceExports exports;
    private final Exchange exchange;
    private final OtherNodes otherNodes;

    EvidenceResource(EvidenceExports exports, Exchange exchange, OtherNodes otherNodes) {
        this.exports = exports;
        this.exchange = exchange;
        this.otherNodes = otherNodes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "exportEvidence", summary = "Export evidence")
    @RequestBodySchema(ExportRequest.class)
    @APIResponseSchema(
            value = ExportAnswer.class,
            responseCode = "202",
            responseDescription = "The export, which goes on.")
    public CompletionStage<RestResponse<byte[]>> start(@Context RoutingContext http) {
        return exchange.answer(
                http,
                REQUEST_EVIDENCE,
                ACCEPTED,
                ExportRequest.class,
                request -> exports.start(Query.tenant(request.tenantId()), request.from(), request.to()),
                ExportAnswer::of);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listEvidenceExports", summary = "List exports")
    @APIResponseSchema(value = ExportListAnswer.class, responseDescription = "All that are kept, newest first.")
    public CompletionStage<RestResponse<byte[]>> list(
            @Context RoutingContext http, @RestQuery("tenant_id") @Nullable String tenantId) {
        return exchange.read(http, "list_evidence_exports", caller -> {
            Query.check(http, "tenant_id");
            return exchange.json(ExportListAnswer.of(exports.list(caller, Query.tenant(tenantId))));
        });
    }

    @GET
    @Path("/{export_id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getEvidenceExport", summary = "Show how far an export is")
    @APIResponseSchema(value = ExportBody.class, responseDescription = "The export.")
    public CompletionStage<RestResponse<byte[]>> get(
            @Context RoutingContext http,
            @RestPath("export_id") String id,
            @RestQuery("tenant_id") @Nullable String tenantId) {
        return exchange.read(http, "get_evidence_export", caller -> {
            Query.check(http, "tenant_id");
            return exchange.json(ExportBody.of(exports.get(caller, Query.tenant(tenantId), exportId(id))));
        });
    }

    @GET
    @Path("/{export_id}/download")
    @Produces(ZIP)
    @Operation(operationId = "downloadEvidence", summary = "Download a package")
    @APIResponseSchema(value = byte[].class, responseDescription = "The package.")
    public CompletionStage<RestResponse<byte[]>> download(
            @Context RoutingContext http,
            @RestPath("export_id") String id,
            @RestQuery("tenant_id") @Nullable String tenantId) {
        return exchange.begin(
                http,
                "download_evidence",
                caller -> {
                    Query.check(http, "tenant_id");
                    return exports.zip(caller, Query.tenant(tenantId), exportId(id));
                },
                place -> {
                    switch (place) {
                        case ExportPlace.Here here -> send(here.zip().toString(), http);
                        case ExportPlace.There there ->
                            otherNodes.answer(http, there).send(http);
                    }
                });
    }

    @DELETE
    @Path("/{export_id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "deleteEvidenceExport", summary = "Remove an export and its package")
    @APIResponseSchema(value = ExportBody.class, responseDescription = "The export that was.")
    public CompletionStage<RestResponse<byte[]>> delete(
            @Context RoutingContext http,
            @RestPath("export_id") String id,
            @RestQuery("tenant_id") @Nullable String tenantId) {
        return exchange.read(http, "delete_evidence_export", caller -> {
            Query.check(http, "tenant_id");
            String tenant = Query.tenant(tenantId);
            return switch (exports.place(caller, tenant, exportId(id))) {
                case ExportPlace.Here here ->
                    exchange.json(ExportBody.of(exports.delete(caller, tenant, exportId(id))));
                case ExportPlace.There there -> otherNodes.answer(http, there);
            };
        });
    }

    /** Piece by piece, as fast as it is taken. What goes wrong on the way ends the connection, so that it is noticed. */
    private static void send(String file, RoutingContext http) {
        http.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, ZIP)
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"evidence.zip\"")
                .sendFile(file)
                .onFailure(gone -> http.request().connection().close());
    }

    private static UUID exportId(String text) {
        return Query.id("export_id", text);
    }
}
