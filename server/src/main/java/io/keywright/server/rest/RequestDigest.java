package io.keywright.server.rest;

import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an approval is tied to: SHA-256 of a request's RFC 8785 form without {@code approval_token}; and without {@code
 * password}, which opens what the request holds anyhow, and which whoever knows the digest could guess.
 */
@Singleton
public class RequestDigest {

    private static final Set<String> LEFT_OUT = Set.of("approval_token", "password");

    private final Json json;

    RequestDigest(Json json) {
        this.json = json;
    }

    @SuppressWarnings("unchecked") // JSON objects have text names
    public byte[] of(byte[] body) {
        Map<String, ?> request = json.read(body, Map.class);
        return of(request);
    }

    /**
     * The digest of {@code request}.
     *
     * @throws KeywrightException INVALID_REQUEST if two readers could take it for different ones
     */
    public byte[] of(Map<String, ?> request) {
        Map<String, Object> rest = new LinkedHashMap<>(request);
        rest.keySet().removeAll(LEFT_OUT);
        try {
            return Sha256.of(CanonicalJson.write(rest));
        } catch (IllegalArgumentException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Send numbers and text in the request that every reader of JSON reads alike (RFC 8785).",
                    Map.of("reason", "not_canonical"),
                    e);
        }
    }
}
