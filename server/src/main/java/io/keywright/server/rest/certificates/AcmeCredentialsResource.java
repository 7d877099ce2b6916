package io.keywright.server.rest.certificates;

import static io.keywright.model.Operation.CREATE_ACME_CREDENTIAL;
import static io.keywright.model.Operation.REVOKE_ACME_CREDENTIAL;

import io.keywright.core.acme.AcmeCredentials;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.certificates.AcmeCredentialAnswers.AcmeCredentialAnswer;
import io.keywright.server.rest.certificates.AcmeCredentialAnswers.AcmeCredentialCreatedAnswer;
import io.keywright.server.rest.certificates.AcmeCredentialAnswers.AcmeCredentialListAnswer;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Makes, shows and revokes what ACME clients open accounts with. ACME itself is spoken elsewhere: {@code server/acme}. */
@Path("/kms/v1/authorities/{authority_id}/acme-credentials")
@Tag(name = "Certificates")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class AcmeCredentialsResource {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final AcmeCredentials credentials;
    private final Exchange exchange;

    AcmeCredentialsResource(AcmeCredentials credentials, Exchange exchange) {
        this.credentials = credentials;
        this.exchange = exchange;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createAcmeCredential", summary = "Let ACME clients have certificates")
    @RequestBodySchema(CreateAcmeCredentialRequest.class)
    @APIResponseSchema(
            value = AcmeCredentialCreatedAnswer.class,
            responseCode = "201",
            responseDescription = "The credential, and its MAC key this once.")
    public CompletionStage<RestResponse<byte[]>> create(
            @Context RoutingContext http, @RestPath("authority_id") String id) {
        return exchange.answer(
                http,
                CREATE_ACME_CREDENTIAL,
                CREATED,
                CreateAcmeCredentialRequest.class,
                request -> credentials.create(authorityId(id), request.module()),
                AcmeCredentialCreatedAnswer::of);
    }

    @GET
    @Operation(operationId = "listAcmeCredentials", summary = "List the credentials of ACME clients")
    @APIResponseSchema(value = AcmeCredentialListAnswer.class, responseDescription = "All of the authority.")
    public CompletionStage<RestResponse<byte[]>> list(
            @Context RoutingContext http, @RestPath("authority_id") String id) {
        return exchange.read(
                http,
                "list_acme_credentials",
                caller -> exchange.json(AcmeCredentialListAnswer.of(credentials.list(caller, authorityId(id)))));
    }

    @DELETE
    @Path("/{credential_id}")
    @Operation(operationId = "revokeAcmeCredential", summary = "Revoke a credential and its accounts")
    @APIResponseSchema(value = AcmeCredentialAnswer.class, responseDescription = "The credential, revoked.")
    public CompletionStage<RestResponse<byte[]>> revoke(
            @Context RoutingContext http,
            @RestPath("authority_id") String id,
            @RestPath("credential_id") String credentialId) {
        return exchange.answer(
                http,
                REVOKE_ACME_CREDENTIAL,
                OK,
                () -> credentials.revoke(authorityId(id), Query.id("credential_id", credentialId)),
                AcmeCredentialAnswer::of);
    }

    private static UUID authorityId(String text) {
        return Query.id("authority_id", text);
    }
}
