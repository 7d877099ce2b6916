package io.keywright.server.rest.edge;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.List;
import java.util.Map;

/** What HTTP itself refuses, in the contract's words. */
final class HttpErrors {

    /** The statuses that the server itself may answer with. */
    static final List<Integer> STATUSES = List.of(400, 404, 405, 406, 411, 413, 414, 415, 417, 431);

    private HttpErrors() {}

    static KeywrightException of(int status) {
        return switch (status) {
            case 404 -> invalid("no_such_path", "There is nothing at this path; see GET /kms/v1/openapi.");
            case 405 -> invalid("method_not_allowed", "Use a method that this path offers; see GET /kms/v1/openapi.");
            case 406 -> invalid("not_acceptable", "Accept application/json.");
            case 413 -> invalid("too_large", "Send a smaller body.");
            case 414 -> invalid("target_too_long", "Send a shorter path and query.");
            case 415 -> invalid("unsupported_media_type", "Send the body as application/json.");
            case 431 -> invalid("headers_too_large", "Send fewer or shorter headers.");
            default -> invalid("bad_http_request", "Send a well-formed HTTP request; see GET /kms/v1/openapi.");
        };
    }

    private static KeywrightException invalid(String reason, String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("reason", reason));
    }
}
