package io.keywright.server.rest.certificates;

import static io.keywright.model.Operation.CHANGE_AUTHORITY;
import static io.keywright.model.Operation.CREATE_AUTHORITY;
import static io.keywright.model.Operation.TELL_CERTIFICATE_STATUS;

import io.keywright.core.authority.AuthorityCatalogue;
import io.keywright.core.authority.AuthorityChanges;
import io.keywright.core.authority.AuthorityCreation;
import io.keywright.core.authority.RevocationLists;
import io.keywright.core.authority.StatusResponder;
import io.keywright.model.RevocationListState.Signed;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.certificates.AuthorityAnswers.AuthorityAnswer;
import io.keywright.server.rest.certificates.AuthorityAnswers.AuthorityListAnswer;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
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

/** Makes, shows and changes the internal certificate authorities, and hands out their revocation lists. */
@Path("/kms/v1/authorities")
@Tag(name = "Certificates")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class AuthoritiesResource {

    /** RFC 5280, section 4.2.1.13. */
    private static final String REVOCATION_LIST = "application/pkix-crl";

    /** RFC 6960, appendix C. */
    private static final String STATUS_QUESTION = "application/ocsp-request";

    private static final String STATUS_ANSWER = "application/ocsp-response";

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final AuthorityCreation creation;
    private final AuthorityChanges changes;
    private final AuthorityCatalogue catalogue;
    private final RevocationLists lists;
    private final StatusResponder responder;
    private final Exchange exchange;

    AuthoritiesResource(
            AuthorityCreation creation,
            AuthorityChanges changes,
            AuthorityCatalogue catalogue,
            RevocationLists lists,
            StatusResponder responder,
            Exchange exchange) {
        this.creation = creation;
        this.changes = changes;
        this.catalogue = catalogue;
        this.lists = lists;
        this.responder = responder;
        this.exchange = exchange;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createAuthority", summary = "Make a certificate authority")
    @RequestBodySchema(CreateAuthorityRequest.class)
    @APIResponseSchema(value = AuthorityAnswer.class, responseCode = "201", responseDescription = "The new authority.")
    public CompletionStage<RestResponse<byte[]>> create(@Context RoutingContext http) {
        return exchange.answer(
                http,
                CREATE_AUTHORITY,
                CREATED,
                CreateAuthorityRequest.class,
                request -> creation.create(request.toNewAuthority()),
                AuthorityAnswer::of);
    }

    @GET
    @Operation(operationId = "listAuthorities", summary = "List certificate authorities")
    @APIResponseSchema(value = AuthorityListAnswer.class, responseDescription = "All of the scope.")
    public CompletionStage<RestResponse<byte[]>> list(@Context RoutingContext http) {
        return exchange.read(
                http, "list_authorities", caller -> exchange.json(AuthorityListAnswer.of(catalogue.list(caller))));
    }

    @GET
    @Path("/{authority_id}")
    @Operation(operationId = "getAuthority", summary = "Show a certificate authority")
    @APIResponseSchema(value = AuthorityAnswer.class, responseDescription = "The authority.")
    public CompletionStage<RestResponse<byte[]>> get(
            @Context RoutingContext http, @RestPath("authority_id") String id) {
        return exchange.read(
                http,
                "get_authority",
                caller -> exchange.json(AuthorityAnswer.of(catalogue.get(caller, authorityId(id)))));
    }

    @PUT
    @Path("/{authority_id}/certificate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "installAuthorityCertificate", summary = "Give an authority its certificate from outside")
    @RequestBodySchema(InstallCertificateRequest.class)
    @APIResponseSchema(value = AuthorityAnswer.class, responseDescription = "The authority, which can issue.")
    public CompletionStage<RestResponse<byte[]>> install(
            @Context RoutingContext http, @RestPath("authority_id") String id) {
        return exchange.answer(
                http,
                CHANGE_AUTHORITY,
                OK,
                InstallCertificateRequest.class,
                request -> changes.install(authorityId(id), request.certificate(), request.chain()),
                AuthorityAnswer::of);
    }

    @PUT
    @Path("/{authority_id}/rules")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeIssuingRules", summary = "Change what an authority issues")
    @RequestBodySchema(ChangeRulesRequest.class)
    @APIResponseSchema(value = AuthorityAnswer.class, responseDescription = "The authority, under its new rules.")
    public CompletionStage<RestResponse<byte[]>> change(
            @Context RoutingContext http, @RestPath("authority_id") String id) {
        return exchange.answer(
                http,
                CHANGE_AUTHORITY,
                OK,
                ChangeRulesRequest.class,
                request -> changes.change(authorityId(id), request.rules().toRules()),
                AuthorityAnswer::of);
    }

    @GET
    @Path("/{authority_id}/crl")
    @Produces(REVOCATION_LIST)
    @Operation(operationId = "getRevocationList", summary = "Show what an authority has revoked")
    @APIResponseSchema(value = RevocationListBytes.class, responseDescription = "The list.")
    public CompletionStage<RestResponse<byte[]>> list(
            @Context RoutingContext http, @RestPath("authority_id") String id) {
        return exchange.read(http, "get_revocation_list", caller -> {
            Signed signed = lists.current(authorityId(id));
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
                question -> responder.answer(authorityId(id), question),
                told -> new Answer(OK, STATUS_ANSWER, told.value()));
    }

    private static UUID authorityId(String text) {
        return Query.id("authority_id", text);
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
