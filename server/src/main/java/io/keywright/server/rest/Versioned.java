package io.keywright.server.rest;

import io.keywright.core.lifecycle.KeyPolicies;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that has a version (RFC 9110, section 8.8.3), by which a later change says what it starts from (section
 * 13.1.1).
 */
public record Versioned(String version, Object body) {

    private static final String MISSING = "version_missing";
    private static final int PRECONDITION_FAILED = 412;
    private static final int PRECONDITION_REQUIRED = 428;

    /** The entity tag: strong, because a version names one content. */
    String etag() {
        return '"' + version + '"';
    }

    /**
     * The version that a change starts from. What is no single strong tag names none that there is: neither {@code *}
     * nor a list.
     *
     * @throws KeywrightException if there is no header
     */
    public static String required(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Send If-Match with the ETag that reading it answered.",
                    Map.of("reason", MISSING));
        }
        boolean quoted = ifMatch.length() > 2 && ifMatch.startsWith("\"") && ifMatch.endsWith("\"");
        return quoted ? ifMatch.substring(1, ifMatch.length() - 1) : "";
    }

    /** The status of {@code error}: HTTP has statuses of its own for versions that are missing or stale. */
    static int status(KeywrightException error) {
        return switch (String.valueOf(error.details().get("reason"))) {
            case MISSING -> PRECONDITION_REQUIRED;
            case KeyPolicies.STALE -> PRECONDITION_FAILED;
            default -> error.code().httpStatus();
        };
    }
}
