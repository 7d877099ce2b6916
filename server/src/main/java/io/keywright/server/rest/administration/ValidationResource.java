package io.keywright.server.rest.administration;

import static io.keywright.model.Operation.VALIDATE_ROOT_PROVIDER;

import io.keywright.core.administration.RootValidation;
import io.keywright.core.administration.RootValidation.Validation;
import io.keywright.core.ledger.Recorded;
import io.keywright.server.rest.Exchange;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** Finds out whether keys of root providers do what roots need of them. */
@Path("/kms/v1/admin/validate-kms")
@Tag(name = "Administration")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class ValidationResource {

    private static final Logger LOG = Logger.getLogger(ValidationResource.class);
    private static final int OK = 200;

    private final RootValidation validation;
    private final Exchange exchange;

    ValidationResource(RootValidation validation, Exchange exchange) {
        this.validation = validation;
        this.exchange = exchange;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "validateRootProvider", summary = "Validate root providers")
    @RequestBodySchema(ValidationRequest.class)
    @APIResponseSchema(value = ValidationAnswer.class, responseDescription = "What came of it, well or not.")
    public CompletionStage<RestResponse<byte[]>> validate(@Context RoutingContext http) {
        return exchange.answer(
                http,
                VALIDATE_ROOT_PROVIDER,
                OK,
                ValidationRequest.class,
                request -> validation.validate(
                        Optional.ofNullable(request.provider()), Optional.ofNullable(request.tenantId())),
                ValidationResource::told);
    }

    /** What a provider's own software said stands in the log only. */
    private static ValidationAnswer told(Recorded<Validation> validated) {
        validated
                .value()
                .checks()
                .forEach(check -> check.fault()
                        .ifPresent(fault -> LOG.warnf(
                                "event=root_validation_failed check=%s provider=%s reason=%s %s",
                                check.name(),
                                check.provider().orElse("-"),
                                fault.reason().wireName(),
                                fault.cause().getMessage())));
        return ValidationAnswer.of(validated);
    }
}
