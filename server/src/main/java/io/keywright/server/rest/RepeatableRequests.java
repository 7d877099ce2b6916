package io.keywright.server.rest;

import io.keywright.core.call.Repeatable;
import io.keywright.core.call.UseCase;
import io.keywright.core.idempotency.IdempotencyKey;
import io.keywright.core.ledger.Recorded;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Requests with an {@code Idempotency-Key}: what tells them apart, and how their answers are kept. */
@Singleton
class RepeatableRequests {

    private static final String HEADER = "Idempotency-Key";
    /** Tells a client that nothing was done now; other services call it the same. */
    private static final String REPLAYED = "Idempotent-Replayed";

    private final RequestDigest digests;
    private final Json json;

    RepeatableRequests(RequestDigest digests, Json json) {
        this.digests = digests;
        this.json = json;
    }

    /** An answer as it is kept; its body is JSON. */
    record Kept(int status, Map<String, String> headers, byte[] body) {}

    /** Whether the request has a key. */
    boolean named(RoutingContext http) {
        return http.request().headers().contains(HEADER);
    }

    /** What was asked for by a request that has a key. */
    <T> Repeatable<T> of(RoutingContext http, byte[] body, UseCase<T> useCase, Function<Recorded<T>, Answer> success) {
        return new Repeatable<>(key(http), content(http, body), useCase, recorded -> write(success.apply(recorded)));
    }

    private static IdempotencyKey key(RoutingContext http) {
        List<String> keys = http.request().headers().getAll(HEADER);
        if (keys.size() != 1) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Send one Idempotency-Key with a request.",
                    Map.of("reason", "two_idempotency_keys"));
        }
        return IdempotencyKey.parse(keys.getFirst());
    }

    /** Whether it brings an approval along makes no other request of it. */
    private byte[] content(RoutingContext http, byte[] body) {
        return CanonicalJson.write(Map.of(
                "target",
                http.request().uri(),
                "if_match",
                Arrays.asList(http.request().getHeader(HttpHeaders.IF_MATCH)),
                "body",
                Base64.getEncoder().encodeToString(digests.of(body))));
    }

    private byte[] write(Answer answer) {
        return json.write(new Kept(answer.status(), answer.headers(), answer.body()));
    }

    /** The answer, as it was the first time. */
    Answer answer(Repeatable.Answer given) {
        Kept kept = read(given.content());
        Answer answer = new Answer(kept.status(), Answer.JSON, kept.body(), kept.headers());
        return given.repeated() ? answer.with(REPLAYED, "true") : answer;
    }

    private Kept read(byte[] kept) {
        try {
            return json.read(kept, Kept.class);
        } catch (KeywrightException e) {
            throw new IllegalStateException("a kept answer that cannot be read", e);
        }
    }
}
