package io.keywright.server.rest.trust;

import static io.keywright.model.Operation.REPORT_TRUST_BUNDLE;

import io.keywright.core.bundle.BundleAgents;
import io.keywright.core.bundle.BundleAgents.Standing;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.BundleReport;
import io.keywright.model.Plane;
import io.keywright.model.WireName;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.json.Required;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Notes which agent has put which version of a bundle in place, and shows who lags. */
@Path("/kms/v1/trust-bundles/{plane}")
@Tag(name = "Trust")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class BundleAgentsResource {

    private static final int OK = 200;

    private final BundleAgents agents;
    private final Exchange exchange;

    BundleAgentsResource(BundleAgents agents, Exchange exchange) {
        this.agents = agents;
        this.exchange = exchange;
    }

    /**
     * What an agent has put in place.
     *
     * @param version of the bundle
     * @param agent tells those apart who call as the same subject
     */
    record HeldRequest(@Required Long version, @Required String agent) {}

    /** An agent, and what it said last. */
    record AgentAnswer(String subject, String agent, long version, boolean lags, Instant reportedAt) {}

    /** A bundle's agents, beside the version that it has now. */
    record AgentsAnswer(long version, List<AgentAnswer> agents) {

        static AgentsAnswer of(Standing standing) {
            long version = standing.bundle().version();
            return new AgentsAnswer(
                    version,
                    standing.reports().stream()
                            .map(it -> new AgentAnswer(
                                    it.subject(), it.agent(), it.version(), it.version() < version, it.at()))
                            .toList());
        }
    }

    /** What was noted. */
    record HeldAnswer(
            String subject,
            String agent,
            long version,
            Instant reportedAt,
            @Nullable UUID receiptId) {

        static HeldAnswer of(Recorded<BundleReport> noted) {
            BundleReport report = noted.value();
            return new HeldAnswer(report.subject(), report.agent(), report.version(), report.at(), noted.receiptId());
        }
    }

    @POST
    @Path("/held")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "reportTrustBundle", summary = "Say which bundle is in place")
    @RequestBodySchema(HeldRequest.class)
    @APIResponseSchema(value = HeldAnswer.class, responseDescription = "What was noted.")
    public CompletionStage<RestResponse<byte[]>> held(@Context RoutingContext http, @RestPath("plane") String plane) {
        return exchange.answer(
                http,
                REPORT_TRUST_BUNDLE,
                OK,
                HeldRequest.class,
                request -> agents.report(plane(plane), agent(request.agent()), request.version()),
                HeldAnswer::of);
    }

    @GET
    @Path("/agents")
    @Operation(operationId = "listBundleAgents", summary = "List who has which bundle")
    @APIResponseSchema(
            value = AgentsAnswer.class,
            responseDescription = "All agents that said something within a week.")
    public CompletionStage<RestResponse<byte[]>> agents(@Context RoutingContext http, @RestPath("plane") String plane) {
        return exchange.read(
                http,
                "list_bundle_agents",
                caller -> exchange.json(AgentsAnswer.of(agents.standing(caller, plane(plane)))));
    }

    private static Plane plane(String text) {
        return Query.required("plane", text, it -> WireName.parse(Plane.class, it));
    }

    private static String agent(String text) {
        return Query.required("agent", text, it -> {
            if (!it.matches("[A-Za-z0-9._:-]{1,128}")) {
                throw new IllegalArgumentException("must be 1 to 128 characters of A-Z a-z 0-9 . _ : -");
            }
            return it;
        });
    }
}
