package io.keywright.server.rest.administration;

import static io.keywright.model.Operation.CREATE_BACKUP;

import io.keywright.core.backup.Backups;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.administration.BackupAnswers.BackupsAnswer;
import io.keywright.server.rest.administration.BackupAnswers.CreatedBackup;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Backs the installation up, and lists what backups there are. */
@Path("/kms/v1/admin/backups")
@Tag(name = "Administration")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class BackupResource {

    private static final int CREATED = 201;

    private final Backups backups;
    private final Exchange exchange;

    BackupResource(Backups backups, Exchange exchange) {
        this.backups = backups;
        this.exchange = exchange;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createBackup", summary = "Back the installation up")
    @RequestBodySchema(CreateBackupRequest.class)
    @APIResponseSchema(value = CreatedBackup.class, responseCode = "201", responseDescription = "It is there, durably.")
    public CompletionStage<RestResponse<byte[]>> create(@Context RoutingContext http) {
        return exchange.answer(
                http,
                CREATE_BACKUP,
                CREATED,
                CreateBackupRequest.class,
                request -> backups.create(request.mustBeWhole()),
                CreatedBackup::of);
    }

    @GET
    @Operation(operationId = "listBackups", summary = "List backups, the newest first")
    @APIResponseSchema(
            value = BackupsAnswer.class,
            responseDescription = "How they are planned, and those that there are.")
    public CompletionStage<RestResponse<byte[]>> list(
            @Context RoutingContext http, @RestQuery("limit") @Nullable String limit) {
        return exchange.read(http, "list_backups", caller -> {
            Query.check(http, "limit");
            int most = Query.limit(limit);
            return exchange.json(BackupsAnswer.of(backups.plan(caller), backups.list(caller, most)));
        });
    }
}
