package io.keywright.server.rest.status;

import io.keywright.core.authorization.Authorizer;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Answers;
import io.keywright.server.rest.Exchange;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The metrics for Prometheus: as OpenMetrics, or as Prometheus text for clients that ask for that alone. They are of all
 * tenants and of the machine: nothing that one of the tenants should see.
 */
@Path("/kms/v1/metrics")
@Tag(name = "Status")
@Singleton
@NonBlocking
@SuppressWarnings("deprecation") // the registry's successor is not the framework's yet
@Answers({MetricsResource.OPEN_METRICS, MediaType.TEXT_PLAIN})
public class MetricsResource {

    static final String OPEN_METRICS = "application/openmetrics-text";

    private static final int OK = 200;

    private final PrometheusMeterRegistry registry;
    private final Authorizer authorizer;
    private final Exchange exchange;

    MetricsResource(PrometheusMeterRegistry registry, Authorizer authorizer, Exchange exchange) {
        this.registry = registry;
        this.authorizer = authorizer;
        this.exchange = exchange;
    }

    @GET
    @Operation(hidden = true)
    public CompletionStage<RestResponse<byte[]>> metrics(@Context RoutingContext http) {
        String accepted = Objects.requireNonNullElse(http.request().getHeader(HttpHeaders.ACCEPT), OPEN_METRICS);
        boolean text = accepted.contains(MediaType.TEXT_PLAIN) && !accepted.contains(OPEN_METRICS);
        return exchange.read(http, "metrics", caller -> {
            authorizer.requireOperator(caller);
            String type = text ? TextFormat.CONTENT_TYPE_004 : TextFormat.CONTENT_TYPE_OPENMETRICS_100;
            return new Answer(OK, type, registry.scrape(type).getBytes(StandardCharsets.UTF_8));
        });
    }
}
