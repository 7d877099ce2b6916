package io.keywright.server.rest.certificates;

import static io.keywright.model.Operation.ISSUE_CERTIFICATE;
import static io.keywright.model.Operation.REVOKE_CERTIFICATE;

import io.keywright.core.authority.CertificateCatalogue;
import io.keywright.core.authority.CertificateStore.Filter;
import io.keywright.core.authority.Issuance;
import io.keywright.core.authority.Revocation;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.certificates.CertificateAnswers.CertificateAnswer;
import io.keywright.server.rest.certificates.CertificateAnswers.CertificateListAnswer;
import io.keywright.server.rest.certificates.CertificateAnswers.IssuedCertificateAnswer;
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

/** Issues, shows and revokes certificates. */
@Path("/kms/v1/certificates")
@Tag(name = "Certificates")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class IssuedCertificatesResource {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Issuance issuance;
    private final Revocation revocation;
    private final CertificateCatalogue catalogue;
    private final Exchange exchange;

    IssuedCertificatesResource(
            Issuance issuance, Revocation revocation, CertificateCatalogue catalogue, Exchange exchange) {
        this.issuance = issuance;
        this.revocation = revocation;
        this.catalogue = catalogue;
        this.exchange = exchange;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "issueCertificate", summary = "Issue a certificate to the caller")
    @RequestBodySchema(IssueCertificateRequest.class)
    @APIResponseSchema(
            value = IssuedCertificateAnswer.class,
            responseCode = "201",
            responseDescription = "The certificate.")
    public CompletionStage<RestResponse<byte[]>> issue(@Context RoutingContext http) {
        return exchange.answer(
                http,
                ISSUE_CERTIFICATE,
                CREATED,
                IssueCertificateRequest.class,
                request -> issuance.issue(request.toOrder()),
                IssuedCertificateAnswer::of);
    }

    @GET
    @Operation(operationId = "listCertificates", summary = "List issued certificates")
    @APIResponseSchema(value = CertificateListAnswer.class, responseDescription = "A page of certificates.")
    public CompletionStage<RestResponse<byte[]>> list(
            @Context RoutingContext http,
            @RestQuery("authority_id") @Nullable String authorityId,
            @RestQuery("module") @Nullable String module,
            @RestQuery("revoked") @Nullable String revoked,
            @RestQuery("ends_before") @Nullable String endsBefore,
            @RestQuery("page_token") @Nullable String pageToken,
            @RestQuery("limit") @Nullable String limit) {
        return exchange.read(http, "list_certificates", caller -> {
            Query.check(http, "authority_id", "module", "revoked", "ends_before", "page_token", "limit");
            int most = Query.limit(limit);
            Filter filter = new Filter(
                    Query.uuid("authority_id", authorityId),
                    module,
                    Query.flag("revoked", revoked),
                    Query.to("ends_before", endsBefore));
            return exchange.json(CertificateListAnswer.of(
                    catalogue.list(caller, filter, Query.uuid("page_token", pageToken), most), most));
        });
    }

    @GET
    @Path("/{certificate_id}")
    @Operation(operationId = "getCertificate", summary = "Show an issued certificate")
    @APIResponseSchema(value = CertificateAnswer.class, responseDescription = "The certificate.")
    public CompletionStage<RestResponse<byte[]>> get(
            @Context RoutingContext http, @RestPath("certificate_id") String id) {
        return exchange.read(
                http,
                "get_certificate",
                caller -> exchange.json(CertificateAnswer.of(catalogue.get(caller, certificateId(id)))));
    }

    @POST
    @Path("/{certificate_id}/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "revokeCertificate", summary = "Revoke a certificate for good")
    @RequestBodySchema(RevokeCertificateRequest.class)
    @APIResponseSchema(value = CertificateAnswer.class, responseDescription = "The certificate, which is revoked.")
    public CompletionStage<RestResponse<byte[]>> revoke(
            @Context RoutingContext http, @RestPath("certificate_id") String id) {
        return exchange.answer(
                http,
                REVOKE_CERTIFICATE,
                OK,
                RevokeCertificateRequest.class,
                request -> request.revoking(certificateId(id), revocation),
                CertificateAnswer::of);
    }

    private static UUID certificateId(String text) {
        return Query.id("certificate_id", text);
    }
}
