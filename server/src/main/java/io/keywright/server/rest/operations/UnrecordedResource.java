package io.keywright.server.rest.operations;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.operations.Used;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.RequestContext;
import io.keywright.server.rest.json.Json;
import io.keywright.server.rest.operations.OperationAnswers.EncryptAnswer;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What encrypting costs without a receipt, so that benchmarks can tell what receipts cost. Encrypts under a key that
 * nobody has: no tenant's key can be used here. Off but in the bench profile.
 */
@Path("/kms/v1/noop/encrypt")
@Singleton
@NonBlocking
@EndpointDisabled(name = "keywright.bench.noop", stringValue = "false", disableIfMissing = true)
public class UnrecordedResource {

    private static final UUID NOBODY = new UUID(0, 0);

    private final CryptoEngine engine;
    private final UsableKey key;
    private final Json json;

    UnrecordedResource(CryptoEngine engine, Json json) {
        this.engine = engine;
        this.json = json;
        try (GeneratedKey made = engine.generate(KeyType.AES_256)) {
            this.key = engine.load(made.type(), made.material(), made.publicKey());
        }
    }

    @POST
    @Operation(hidden = true)
    public CompletionStage<RestResponse<byte[]>> encrypt(@Context RoutingContext http) {
        return RequestContext.of(http).body().thenApply(this::encrypt);
    }

    private RestResponse<byte[]> encrypt(byte[] body) {
        EncryptRequest request = json.read(body, EncryptRequest.class);
        Used<Encrypted> used = new Used<>(
                engine.encrypt(key, Algorithm.AES_256_GCM, request.plaintext(), Aad.of(request.aad())),
                NOBODY,
                Algorithm.AES_256_GCM);
        return new Answer(200, Answer.JSON, json.write(EncryptAnswer.of(new Recorded<>(used, NOBODY)))).toRest();
    }
}
