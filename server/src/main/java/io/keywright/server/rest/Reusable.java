package io.keywright.server.rest;

import io.keywright.ledger.digest.Sha256;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/**
 * An answer that its receiver may use again for a while, and then ask whether it still holds (RFC 9111; RFC 9110, section
 * 13.1.2). It depends on who asks, so that caches in between must not keep it. Its version is the digest of its bytes.
 */
public record Reusable(Answer whole, Duration age) {

    private static final int NOT_MODIFIED = 304;

    /** All of it, or only that it still holds if the request names its version. */
    public Answer to(RoutingContext http) {
        String version = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(whole.body()));
        boolean known = Versioned.named(http.request().getHeader(HttpHeaders.IF_NONE_MATCH), version);
        Answer answer = known ? new Answer(NOT_MODIFIED, whole.contentType(), new byte[0], Map.of()) : whole;
        return answer.with(HttpHeaders.ETAG, '"' + version + '"')
                .with(HttpHeaders.CACHE_CONTROL, "private, max-age=" + age.toSeconds());
    }
}
