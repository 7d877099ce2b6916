package io.keywright.server.rest.edge;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What HTTP itself refuses, in the contract's words.
 *
 * @param fields the header fields that HTTP wants with its status
 */
record HttpRefusal(int status, KeywrightException error, Map<String, String> fields) {

    /** What cannot be read as one request, and no other (RFC 9112, section 3). */
    static HttpRefusal ambiguous(String what) {
        return new HttpRefusal(400, invalid("ambiguous_request", what, Map.of()), Map.of());
    }

    static HttpRefusal of(int status, String reason, String advice) {
        return new HttpRefusal(status, invalid(reason, advice, Map.of()), Map.of());
    }

    static HttpRefusal of(int status, String reason, String advice, Map<String, Object> details) {
        return new HttpRefusal(status, invalid(reason, advice, details), Map.of());
    }

    HttpRefusal with(String field, String value) {
        return new HttpRefusal(status, error, Map.of(field, value));
    }

    private static KeywrightException invalid(String reason, String advice, Map<String, Object> details) {
        Map<String, Object> all = new TreeMap<>(details);
        all.put("reason", reason);
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, all);
    }
}
