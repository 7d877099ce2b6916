package io.keywright.server.harness;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asking for an approval and getting it, as requesters and approvers do. */
public record Asking(Kms requester) {

    /** Asks for leave to do {@code operation} to a key by sending {@code request}. */
    public Reply ask(String operation, @Nullable String keyId, Map<String, @Nullable Object> request) {
        Map<String, @Nullable Object> body = Body.of("operation", operation, "request", request, "reason", "a test");
        return requester.post("/approvals", keyId == null ? body : Body.with(body, "key_id", keyId));
    }

    /** The id of a new request for approval. */
    public String pending(String operation, @Nullable String keyId, Map<String, @Nullable Object> request) {
        return ask(operation, keyId, request).expect(201).text("approval_id");
    }

    /** A token for a request that these approvers grant. */
    public String granted(
            String operation, @Nullable String keyId, Map<String, @Nullable Object> request, Kms... approvers) {
        String approvalId = pending(operation, keyId, request);
        for (Kms approver : approvers) {
            grant(approver, approvalId).expect(200);
        }
        return token(approvalId);
    }

    /** The token that the requester finds with its approval. */
    public String token(String approvalId) {
        return requester.get("/approvals/" + approvalId).expect(200).text("approval_token");
    }

    public static Reply grant(Kms approver, String approvalId) {
        return approver.post("/approvals/" + approvalId + "/approve", Body.of());
    }

    public static Reply deny(Kms approver, String approvalId) {
        return approver.post("/approvals/" + approvalId + "/deny", Body.of());
    }
}
