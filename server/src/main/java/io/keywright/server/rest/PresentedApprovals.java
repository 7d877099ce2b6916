package io.keywright.server.rest;

import io.keywright.core.call.PresentedApproval;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes the approval token from body or header, and ties it to the very request. */
@Singleton
class PresentedApprovals {

    private static final String HEADER = "X-Approval-Token";

    private final RequestDigest digest;

    PresentedApprovals(RequestDigest digest) {
        this.digest = digest;
    }

    /** What stands for the body of a request that has none: the object of its query, so that an approval is of that, too. */
    static byte[] inPlaceOfBody(RoutingContext http) {
        Map<String, String> query = new TreeMap<>();
        http.queryParams().forEach(query::put);
        return CanonicalJson.write(query);
    }

    /**
     * What a request brings along.
     *
     * @param inBody the body's {@code approval_token}
     * @param body or what stands in its place
     */
    PresentedApproval of(RoutingContext http, @Nullable String inBody, byte[] body) {
        List<String> inHeader = http.request().headers().contains(HEADER)
                ? http.request().headers().getAll(HEADER)
                : List.of();
        if (inHeader.size() + (inBody == null ? 0 : 1) > 1) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Send one approval token, in the body or in the header X-Approval-Token.",
                    Map.of("reason", "two_approval_tokens"));
        }
        String token = inHeader.isEmpty() ? inBody : inHeader.getFirst();
        return new PresentedApproval(token, () -> digest.of(body));
    }
}
