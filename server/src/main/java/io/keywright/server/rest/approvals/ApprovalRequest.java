package io.keywright.server.rest.approvals;

import io.keywright.core.approval.NewApproval;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.RequestDigest;
import io.keywright.server.rest.json.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks leave for. Of {@code request} and {@code request_digest} there must be one.
 *
 * @param operation such as {@code revoke}
 * @param keyId the key's id, never an alias; left out for {@code generate}
 * @param request the body of the very request that will be sent, without {@code approval_token}
 * @param requestDigest SHA-256 of that body in its RFC 8785 form
 * @param reason why, for the approvers; 1 to 500 characters
 */
record ApprovalRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String operation,
        @Nullable String keyId,
        @Nullable Map<String, Object> request,
        byte @Nullable [] requestDigest,
        @Required String reason) {

    private static final int MAX_REASON = 500;
    private static final int DIGEST_BYTES = 32;

    NewApproval toNewApproval(RequestDigest digests) {
        if (reason.isBlank() || reason.length() > MAX_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            throw invalid("reason", "reason must be 1 to " + MAX_REASON + " characters without control characters.");
        }
        return new NewApproval(
                new ScopeClaim(tenantId, environment, plane),
                parsed("operation", () -> Operation.parse(operation)),
                keyId == null ? null : Query.id("key_id", keyId),
                digest(digests),
                reason);
    }

    private byte[] digest(RequestDigest digests) {
        if (request != null && requestDigest == null) {
            return digests.of(request);
        }
        if (request != null || requestDigest == null || requestDigest.length != DIGEST_BYTES) {
            throw invalid("request", "Send either request, or request_digest with the 32 bytes of its SHA-256.");
        }
        return requestDigest;
    }

    @FunctionalInterface
    private interface Parsing<T> {
        T parse();
    }

    private static <T> T parsed(String member, Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (IllegalArgumentException e) {
            throw invalid(member, member + " must be one that can need an approval, such as revoke.");
        }
    }

    private static KeywrightException invalid(String member, String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", member));
    }
}
