package io.keywright.server.rest.administration;

import static io.keywright.model.Operation.CHANGE_LOG_LEVEL;

import io.keywright.core.administration.LogLevels;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.administration.LogLevelAnswers.ChangedAnswer;
import io.keywright.server.rest.administration.LogLevelAnswers.LogLevelsAnswer;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Shows and changes how much the log of this node tells. */
@Path("/kms/v1/admin/log-levels")
@Tag(name = "Administration")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class LogLevelResource {

    private static final int OK = 200;

    private final LogLevels levels;
    private final Exchange exchange;

    LogLevelResource(LogLevels levels, Exchange exchange) {
        this.levels = levels;
        this.exchange = exchange;
    }

    @GET
    @Operation(operationId = "getLogLevels", summary = "Show how much the log tells")
    @APIResponseSchema(value = LogLevelsAnswer.class, responseDescription = "All categories.")
    public CompletionStage<RestResponse<byte[]>> show(@Context RoutingContext http) {
        return exchange.read(http, "get_log_levels", caller -> {
            Query.check(http);
            return exchange.json(LogLevelsAnswer.of(levels.all(caller)));
        });
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeLogLevel", summary = "Have the log tell more or less for a while")
    @RequestBodySchema(ChangeLogLevelRequest.class)
    @APIResponseSchema(value = ChangedAnswer.class, responseDescription = "How much it tells now.")
    public CompletionStage<RestResponse<byte[]>> change(@Context RoutingContext http) {
        return exchange.answer(
                http,
                CHANGE_LOG_LEVEL,
                OK,
                ChangeLogLevelRequest.class,
                request -> levels.change(request.category(), request.wanted(), request.time()),
                ChangedAnswer::of);
    }
}
