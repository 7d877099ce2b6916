package io.keywright.server.rest;

import io.keywright.ledger.digest.Sha256;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;

/** What an approval is tied to: SHA-256 of a request's RFC 8785 form without {@code approval_token}. */
@Singleton
public class RequestDigest {

    private static final String TOKEN = "approval_token";

    private final Json json;

    RequestDigest(Json json) {
        this.json = json;
    }

    public byte[] of(byte[] body) {
        return of(json.read(body, Map.class));
    }

    public byte[] of(Map<?, ?> request) {
        Map<Object, Object> rest = new TreeMap<>(request);
        rest.remove(TOKEN);
        try {
            byte[] canonical =
                    new JsonCanonicalizer(new String(json.write(rest), StandardCharsets.UTF_8)).getEncodedUTF8();
            return Sha256.of(canonical);
        } catch (IOException e) {
            throw new IllegalStateException("a request that was read and cannot be written", e);
        }
    }
}
