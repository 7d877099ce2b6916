package io.keywright.server.rest.keys;

import static io.keywright.model.Operation.GENERATE;
import static io.keywright.model.Operation.GET_KEY;
import static io.keywright.model.Operation.LIST_KEYS;

import io.keywright.core.Settings;
import io.keywright.core.lifecycle.KeyCatalogue;
import io.keywright.core.lifecycle.KeyLifecycle;
import io.keywright.core.lifecycle.KeyStore.KeyFilter;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.keys.KeyAnswers.KeyAnswer;
import io.keywright.server.rest.keys.KeyAnswers.KeyListAnswer;
import io.keywright.server.rest.keys.KeyAnswers.NewKeyAnswer;
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
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Makes keys and shows them. */
@Path("/kms/v1/keys")
@Tag(name = "Keys")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final KeyLifecycle lifecycle;
    private final KeyCatalogue catalogue;
    private final Settings settings;
    private final Exchange exchange;

    KeysResource(KeyLifecycle lifecycle, KeyCatalogue catalogue, Settings settings, Exchange exchange) {
        this.lifecycle = lifecycle;
        this.catalogue = catalogue;
        this.settings = settings;
        this.exchange = exchange;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createKey", summary = "Make a key")
    @RequestBodySchema(CreateKeyRequest.class)
    @APIResponseSchema(value = NewKeyAnswer.class, responseCode = "201", responseDescription = "The new key.")
    public CompletionStage<RestResponse<byte[]>> create(@Context RoutingContext http) {
        return exchange.answer(
                http,
                GENERATE,
                CREATED,
                CreateKeyRequest.class,
                request -> lifecycle.generate(request.toNewKey(settings.maxUsagePerDayDefault())),
                NewKeyAnswer::of);
    }

    @GET
    @Operation(operationId = "listKeys", summary = "List keys")
    @APIResponseSchema(value = KeyListAnswer.class, responseDescription = "A page of keys.")
    public CompletionStage<RestResponse<byte[]>> list(
            @Context RoutingContext http,
            @RestQuery("key_type") @Nullable String keyType,
            @RestQuery("key_state") @Nullable String keyState,
            @RestQuery("alias") @Nullable String alias,
            @RestQuery("page_token") @Nullable String pageToken,
            @RestQuery("limit") @Nullable String limit) {
        return exchange.answer(
                http,
                LIST_KEYS,
                OK,
                () -> {
                    Query.check(http, "key_type", "key_state", "alias", "page_token", "limit");
                    KeyFilter filter = new KeyFilter(
                            Query.wireName("key_type", keyType, KeyType.class),
                            Query.wireName("key_state", keyState, KeyState.class),
                            alias);
                    return catalogue.list(filter, Query.uuid("page_token", pageToken), Query.limit(limit));
                },
                page -> KeyListAnswer.of(page, Query.limit(limit)));
    }

    @GET
    @Path("/{key_id: (alias/)?[^/]+}")
    @Operation(operationId = "getKey", summary = "Show a key")
    @APIResponseSchema(value = KeyAnswer.class, responseDescription = "The key.")
    public CompletionStage<RestResponse<byte[]>> get(@Context RoutingContext http, @RestPath("key_id") String id) {
        return exchange.answer(http, GET_KEY, OK, () -> catalogue.get(Query.key(id)), KeyAnswer::of);
    }
}
