package io.keywright.server.rest.keys;

import static io.keywright.model.Operation.BEGIN_IMPORT;
import static io.keywright.model.Operation.EXPORT;
import static io.keywright.model.Operation.IMPORT;

import io.keywright.core.Settings;
import io.keywright.core.transfer.ImportEnding;
import io.keywright.core.transfer.KeyExport;
import io.keywright.core.transfer.KeyImports;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.keys.KeyAnswers.KeyAnswer;
import io.keywright.server.rest.keys.TransferAnswers.ExportAnswer;
import io.keywright.server.rest.keys.TransferAnswers.ImportAnswer;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Takes keys in that were made elsewhere, and hands out those that were made to leave. */
@Path("/kms/v1/keys")
@Tag(name = "Keys")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class KeyTransferResource {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final KeyImports imports;
    private final ImportEnding ending;
    private final KeyExport export;
    private final Settings settings;
    private final Exchange exchange;

    KeyTransferResource(
            KeyImports imports, ImportEnding ending, KeyExport export, Settings settings, Exchange exchange) {
        this.imports = imports;
        this.ending = ending;
        this.export = export;
        this.settings = settings;
        this.exchange = exchange;
    }

    @POST
    @Path("/imports")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "beginImport", summary = "Begin to import a key")
    @RequestBodySchema(BeginImportRequest.class)
    @APIResponseSchema(
            value = ImportAnswer.class,
            responseCode = "201",
            responseDescription = "What to wrap the key's material for.")
    public CompletionStage<RestResponse<byte[]>> begin(@Context RoutingContext http) {
        return exchange.answer(
                http,
                BEGIN_IMPORT,
                CREATED,
                BeginImportRequest.class,
                request -> imports.begin(request.toNewKey(settings.maxUsagePerDayDefault())),
                ImportAnswer::of);
    }

    @POST
    @Path("/imports/{import_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "endImport", summary = "Import a key")
    @RequestBodySchema(EndImportRequest.class)
    @APIResponseSchema(value = KeyAnswer.class, responseCode = "201", responseDescription = "The key.")
    public CompletionStage<RestResponse<byte[]>> end(@Context RoutingContext http, @RestPath("import_id") String id) {
        return exchange.answer(
                http,
                IMPORT,
                CREATED,
                EndImportRequest.class,
                request -> ending.end(request.scope(), Query.id("import_id", id), request.wrappedMaterial()),
                KeyAnswer::of);
    }

    @POST
    @Path("/{key_id: (alias/)?[^/]+}/export")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "exportKey", summary = "Export a key")
    @RequestBodySchema(ExportKeyRequest.class)
    @APIResponseSchema(value = ExportAnswer.class, responseDescription = "The key, wrapped.")
    public CompletionStage<RestResponse<byte[]>> export(@Context RoutingContext http, @RestPath("key_id") String id) {
        return exchange.answer(
                http,
                EXPORT,
                OK,
                ExportKeyRequest.class,
                request -> export.export(request.scope(), Query.key(id), request.recipient()),
                ExportAnswer::of);
    }
}
