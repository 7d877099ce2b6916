package io.keywright.server.rest.keys;

import static io.keywright.model.Operation.GET_PUBLIC_KEY;

import io.keywright.core.ledger.Recorded;
import io.keywright.core.lifecycle.PublishedKeys;
import io.keywright.core.lifecycle.PublishedKeys.PublishedKey;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Answers;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.Reusable;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Shows public keys in the forms that other software reads. */
@Path("/kms/v1/keys")
@Tag(name = "Keys")
@Singleton
@NonBlocking
@Answers({"application/x-pem-file", "application/octet-stream", "application/jwk+json"})
public class PublicKeysResource {

    private static final int OK = 200;

    private final PublishedKeys keys;
    private final Exchange exchange;

    PublicKeysResource(PublishedKeys keys, Exchange exchange) {
        this.keys = keys;
        this.exchange = exchange;
    }

    @GET
    @Path("/{key_id: (alias/[^/]+|(?!alias/)[^/]+)}/public-key")
    @Operation(operationId = "getPublicKey", summary = "Show a public key")
    @APIResponse(
            responseCode = "200",
            description = "The public key.",
            content = {
                @Content(mediaType = "application/x-pem-file", schema = @Schema(implementation = String.class)),
                @Content(
                        mediaType = "application/octet-stream",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "application/jwk+json", schema = @Schema(implementation = JsonWebKey.class))
            })
    public CompletionStage<RestResponse<byte[]>> get(
            @Context RoutingContext http, @RestPath("key_id") String id, @RestQuery("format") @Nullable String format) {
        return exchange.answer(
                http,
                GET_PUBLIC_KEY,
                OK,
                () -> {
                    Query.check(http, "format");
                    form(format);
                    return keys.key(Query.key(id));
                },
                recorded -> answer(http, form(format), recorded));
    }

    private static PublicKeyForm form(@Nullable String format) {
        return Objects.requireNonNullElse(Query.wireName("format", format, PublicKeyForm.class), PublicKeyForm.PEM);
    }

    private Answer answer(RoutingContext http, PublicKeyForm form, Recorded<PublishedKey> recorded) {
        Answer whole = new Answer(OK, form.mediaType(), form.write(recorded.value(), exchange::bytes));
        return new Reusable(whole, KeySetResource.AGE)
                .to(http)
                .with(KeySetResource.RECEIPT, recorded.receiptId().toString());
    }
}
