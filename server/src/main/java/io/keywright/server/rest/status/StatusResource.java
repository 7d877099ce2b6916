package io.keywright.server.rest.status;

import io.keywright.core.Settings;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.server.observability.Health;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Exchange;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** How the service is, and which rules hold. */
@Path("/kms/v1")
@Tag(name = "Status")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {

    private static final int UNAVAILABLE = 503;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Health health;
    private final Settings settings;
    private final ApprovalRules approvals;
    private final Exchange exchange;

    StatusResource(Health health, Settings settings, ApprovalRules approvals, Exchange exchange) {
        this.health = health;
        this.settings = settings;
        this.approvals = approvals;
        this.exchange = exchange;
    }

    @GET
    @Path("/health")
    @Operation(operationId = "getHealth", summary = "Tell how the service is")
    @APIResponseSchema(value = Health.Report.class, responseDescription = "The service serves, in whole or in part.")
    public CompletionStage<RestResponse<byte[]>> health(@Context RoutingContext http) {
        return exchange.read(http, "health", caller -> {
            Health.Report report = health.report();
            Answer answer = exchange.json(report);
            return report.serving() ? answer : new Answer(UNAVAILABLE, Answer.JSON, answer.body()).retryAfter(SOON);
        });
    }

    @GET
    @Path("/config")
    @Operation(operationId = "getConfig", summary = "Show the rules that hold here")
    @APIResponseSchema(value = ConfigAnswer.class, responseDescription = "The rules.")
    public CompletionStage<RestResponse<byte[]>> config(@Context RoutingContext http) {
        return exchange.read(http, "config", caller -> exchange.json(ConfigAnswer.of(settings, approvals)));
    }
}
