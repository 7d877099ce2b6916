package io.keywright.server.rest.certificates;

import static io.keywright.model.Operation.ISSUE_CERTIFICATE;

import io.keywright.core.authority.AuthorityCatalogue;
import io.keywright.core.authority.CertificateOrder;
import io.keywright.core.authority.Issuance;
import io.keywright.core.authority.Issuance.Issued;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.UseCase;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Enrollment over secure transport (EST, RFC 7030, RFC 8951): the same issuing, for clients that speak it. Its label is the authority's id. */
@Path("/.well-known/est/{authority_id}")
@Tag(name = "Certificates")
@Singleton
@NonBlocking
@Produces(EstResource.BAG)
public class EstResource {

    static final String BAG = EstAnswer.BAG;
    private static final String ISSUED = "application/pkcs7-mime; smime-type=certs-only";
    private static final String REQUEST = "application/pkcs10";
    private static final int OK = 200;

    private final AuthorityCatalogue authorities;
    private final Issuance issuance;
    private final Exchange exchange;

    EstResource(AuthorityCatalogue authorities, Issuance issuance, Exchange exchange) {
        this.authorities = authorities;
        this.issuance = issuance;
        this.exchange = exchange;
    }

    @GET
    @Path("/cacerts")
    @Operation(operationId = "estCacerts", summary = "Show an authority's certificates (EST)")
    @APIResponseSchema(value = BagText.class, responseDescription = "The authority's certificate and those above it.")
    public CompletionStage<RestResponse<byte[]>> cacerts(
            @Context RoutingContext http, @RestPath("authority_id") String id) {
        return exchange.read(http, "est_cacerts", caller -> EstAnswer.of(BAG, authorities.published(authorityId(id))));
    }

    @POST
    @Path("/simpleenroll")
    @Consumes(REQUEST)
    @Operation(operationId = "estEnroll", summary = "Issue a certificate to the caller (EST)")
    @RequestBodySchema(RequestText.class)
    @APIResponseSchema(value = BagText.class, responseDescription = "The certificate.")
    public CompletionStage<RestResponse<byte[]>> enroll(
            @Context RoutingContext http, @RestPath("authority_id") String id) {
        return issued(http, id);
    }

    @POST
    @Path("/simplereenroll")
    @Consumes(REQUEST)
    @Operation(operationId = "estReenroll", summary = "Renew the caller's certificate (EST)")
    @RequestBodySchema(RequestText.class)
    @APIResponseSchema(value = BagText.class, responseDescription = "The certificate.")
    public CompletionStage<RestResponse<byte[]>> reenroll(
            @Context RoutingContext http, @RestPath("authority_id") String id) {
        return issued(http, id);
    }

    private CompletionStage<RestResponse<byte[]>> issued(RoutingContext http, String id) {
        return exchange.answer(
                http,
                ISSUE_CERTIFICATE,
                OK,
                body -> issue(id, body),
                recorded -> EstAnswer.of(
                        ISSUED, List.of(recorded.value().certificate().certificate())));
    }

    private UseCase<Issued> issue(String id, byte[] body) {
        return issuance.issue(
                new CertificateOrder(ScopeClaim.NONE, authorityId(id), decoded(body), Set.of(), Optional.empty()));
    }

    /** Base64 with line ends anywhere (RFC 8951, section 3.1). */
    private static byte[] decoded(byte[] body) {
        try {
            String text = new String(body, StandardCharsets.US_ASCII).replaceAll("[ \\t\\r\\n]", "");
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Send a certificate request in DER and Base64 (RFC 8951).",
                    Map.of("reason", "not_a_request"),
                    e);
        }
    }

    private static UUID authorityId(String text) {
        return Query.id("authority_id", text);
    }

    /** A request, as the API document has it. */
    @Schema(name = "EstRequest", type = SchemaType.STRING)
    interface RequestText {}

    /** Certificates, as the API document has them. */
    @Schema(name = "EstCertificates", type = SchemaType.STRING)
    interface BagText {}
}
