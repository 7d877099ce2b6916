package io.keywright.model;

import java.util.Map;

/**
 * The one exception that the service answers with. Its message and details reach the caller; its cause is logged and
 * never leaves.
 */
public final class KeywrightException extends RuntimeException {

    private final ErrorCode code;
    private final transient Map<String, Object> details;

    /**
     * @param message one sentence that says what to do next; nothing secret, no foreign text
     * @param details members of the answer's {@code details}; strings, numbers and booleans
     */
    public KeywrightException(ErrorCode code, String message, Map<String, Object> details, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    /** Without a cause there is nothing to find in a stack trace, so none is taken. */
    public KeywrightException(ErrorCode code, String message, Map<String, Object> details) {
        super(message, null, false, false);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    public KeywrightException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }

    /** The message, sure to be there. */
    public String advice() {
        return String.valueOf(getMessage());
    }
}
