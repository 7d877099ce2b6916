package io.keywright.server.rest.certificates;

import static io.keywright.model.Operation.CHANGE_AUTHORITY;
import static io.keywright.model.Operation.CREATE_AUTHORITY;

import io.keywright.core.authority.AuthorityCatalogue;
import io.keywright.core.authority.AuthorityChanges;
import io.keywright.core.authority.AuthorityCreation;
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
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Makes, shows and changes the internal certificate authorities. */
@Path("/kms/v1/authorities")
@Tag(name = "Certificates")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class AuthoritiesResource {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final AuthorityCreation creation;
    private final AuthorityChanges changes;
    private final AuthorityCatalogue catalogue;
    private final Exchange exchange;

    AuthoritiesResource(
            AuthorityCreation creation, AuthorityChanges changes, AuthorityCatalogue catalogue, Exchange exchange) {
        this.creation = creation;
        this.changes = changes;
        this.catalogue = catalogue;
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

    private static UUID authorityId(String text) {
        return Query.id("authority_id", text);
    }
}
