package io.keywright.providers.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * A call of the API.
 *
 * @param path what comes behind {@code /v1/}
 * @param body JSON; of a POST only
 */
record VaultRequest(boolean post, String path, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static VaultRequest get(String path) {
        return new VaultRequest(false, path, new byte[0]);
    }

    static VaultRequest post(String path, byte[] body) {
        return new VaultRequest(true, path, body);
    }

    static VaultRequest post(String path, Map<String, ?> members) {
        try {
            return post(path, JSON.writeValueAsBytes(members));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    static VaultRequest post(String path) {
        return post(path, "{}".getBytes(US_ASCII));
    }

    /** What a policy must allow for it. */
    VaultPermission needs() {
        return new VaultPermission(path, post ? "update" : "read");
    }

    /** Without the body, which may be secret. */
    @Override
    public String toString() {
        return (post ? "POST " : "GET ") + path;
    }
}
