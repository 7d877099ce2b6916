package io.keywright.server.rest.certificates;

import static io.keywright.model.Operation.TELL_CERTIFICATE_STATUS;

import io.keywright.core.authority.RevocationLists;
import io.keywright.core.authority.StatusResponder;
import io.keywright.model.RevocationListState.Signed;
import io.keywright.server.rest.Answer;
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
import jakarta.ws.rs.core.HttpHeaders;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** What whoever relies on certificates asks their authority for: its revocation list, and how certificates stand (OCSP). For every caller. */
@Path("/kms/v1/authorities")
@Tag(name = "Certificates")
@Singleton
@NonBlocking
public class CertificateStatusResource {

    /** RFC 5280, section 4.2.1.13. */
    private static final String REVOCATION_LIST = "application/pkix-crl";

    /** RFC 6960, appendix C. */
    private static final String STATUS_QUESTION = "application/ocsp-request";

    private static final String STATUS_ANSWER = "application/ocsp-response";

    private static final int OK = 200;

    private final RevocationLists lists;
    private final StatusResponder responder;
    private final Exchange exchange;

    CertificateStatusResource(RevocationLists lists, StatusResponder responder, Exchange exchange) {
        this.lists = lists;
        this.responder = responder;
        this.exchange = exchange;
    }

    @GET
    @Path("/{authority_id}/crl")
    @Produces(REVOCATION_LIST)
    @Operation(operationId = "getRevocationList", summary = "Show what an authority has revoked")
    @APIResponseSchema(value = RevocationListBytes.class, responseDescription = "The list.")
    public CompletionStage<RestResponse<byte[]>> list(
            @Context RoutingContext http, @RestPath("authority_id") String id) {
        return exchange.read(http, "get_revocation_list", caller -> {
            Signed signed = lists.current(Query.id("authority_id", id));
            return new Answer(OK, REVOCATION_LIST, signed.list()).with(HttpHeaders.CACHE_CONTROL, "max-age=60");
        });
    }

    @POST
    @Path("/{authority_id}/ocsp")
    @Consumes(STATUS_QUESTION)
    @Produces(STATUS_ANSWER)
    @Operation(operationId = "askCertificateStatus", summary = "Ask whether certificates are revoked")
    @RequestBodySchema(StatusQuestionBytes.class)
    @APIResponseSchema(value = StatusAnswerBytes.class, responseDescription = "The answer, signed by the authority.")
    public CompletionStage<RestResponse<byte[]>> status(
            @Context RoutingContext http, @RestPath("authority_id") String id) {
        return exchange.answer(
                http,
                TELL_CERTIFICATE_STATUS,
                OK,
                question -> responder.answer(Query.id("authority_id", id), question),
                told -> new Answer(OK, STATUS_ANSWER, told.value()));
    }

    /** The body of a revocation list, as the API document has it. */
    @Schema(name = "RevocationList", type = SchemaType.STRING, format = "binary")
    interface RevocationListBytes {}

    /** The body of a question about certificates. */
    @Schema(name = "StatusQuestion", type = SchemaType.STRING, format = "binary")
    interface StatusQuestionBytes {}

    /** The body of its answer. */
    @Schema(name = "StatusAnswer", type = SchemaType.STRING, format = "binary")
    interface StatusAnswerBytes {}
}
