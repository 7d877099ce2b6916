package io.keywright.server.rest.trust;

import static io.keywright.model.Operation.VALIDATE_CERTIFICATE;

import io.keywright.core.trust.CertificateValidation;
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
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Judges certificates of others. */
@Path("/kms/v1/certificates")
@Tag(name = "Trust")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class CertificatesResource {

    private static final int OK = 200;

    private final CertificateValidation validation;
    private final Exchange exchange;

    CertificatesResource(CertificateValidation validation, Exchange exchange) {
        this.validation = validation;
        this.exchange = exchange;
    }

    @POST
    @Path("/validate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "validateCertificate", summary = "Validate a certificate")
    @RequestBodySchema(ValidateCertificateRequest.class)
    @APIResponseSchema(value = CertificateReport.class, responseDescription = "What was found out, valid or not.")
    public CompletionStage<RestResponse<byte[]>> validate(@Context RoutingContext http) {
        return exchange.answer(
                http,
                VALIDATE_CERTIFICATE,
                OK,
                ValidateCertificateRequest.class,
                request -> validation.validate(request.scope(), request.query()),
                CertificateReport::of);
    }
}
