package io.keywright.server.rest.edge;

import java.util.List;

/** What HTTP itself refuses, by status, wherever the server finds it out. */
final class HttpErrors {

    /** The statuses that the server itself may answer with. */
    static final List<Integer> STATUSES = List.of(400, 404, 405, 406, 408, 411, 413, 414, 415, 417, 431, 505);

    private HttpErrors() {}

    static HttpRefusal of(int status) {
        return switch (status) {
            case 404 -> refusal(404, "no_such_path", "There is nothing at this path; see GET /kms/v1/openapi.");
            case 405 ->
                refusal(405, "method_not_allowed", "Use a method that this path offers; see GET /kms/v1/openapi.");
            case 406 -> refusal(406, "not_acceptable", "Accept what this path answers with; see GET /kms/v1/openapi.");
            case 408 -> refusal(408, "too_slow", "Send the whole request without long pauses.");
            case 413 -> refusal(413, "too_large", "Send a smaller body; keywright.http.max-body is its limit.");
            case 414 -> refusal(414, "target_too_long", "Send a shorter path and query.");
            case 415 -> refusal(415, "unsupported_media_type", "Send the body as application/json.");
            case 417 -> refusal(417, "expectation", "Expect nothing but 100-continue.");
            case 431 -> refusal(431, "headers_too_large", "Send fewer or shorter headers.");
            default -> refusal(status, "bad_http_request", "Send a well-formed HTTP request; see GET /kms/v1/openapi.");
        };
    }

    private static HttpRefusal refusal(int status, String reason, String advice) {
        return HttpRefusal.of(status, reason, advice);
    }
}
