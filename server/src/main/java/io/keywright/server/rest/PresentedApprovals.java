package io.keywright.server.rest;

import io.keywright.core.call.PresentedApproval;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the approval token from body or header, and ties it to the very request. */
@Singleton
class PresentedApprovals {

    private static final String HEADER = "X-Approval-Token";

    /** What stands for the body of a request that has none. */
    static final byte[] EMPTY = {'{', '}'};

    private final RequestDigest digest;

    PresentedApprovals(RequestDigest digest) {
        this.digest = digest;
    }

    /** What a request without a body brings along: it is tied to the empty object. */
    PresentedApproval of(RoutingContext http) {
        return of(http, null, EMPTY);
    }

    /**
     * What a request with a body brings along.
     *
     * @param inBody the body's {@code approval_token}
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
