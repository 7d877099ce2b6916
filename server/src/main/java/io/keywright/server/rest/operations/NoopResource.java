package io.keywright.server.rest.operations;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** The ceiling that benchmarks measure against: the least that an endpoint can do. Off but in the bench profile. */
@Path("/kms/v1/noop")
@Singleton
@NonBlocking
@EndpointDisabled(name = "keywright.bench.noop", stringValue = "false", disableIfMissing = true)
public class NoopResource {

    @GET
    @Operation(hidden = true)
    public RestResponse<Void> noop() {
        return RestResponse.noContent();
    }
}
