package io.keywright.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that the service answers with. Its message and details reach the caller; its cause is logged and
 * never leaves.
 */
public final class KeywrightException extends RuntimeException {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ErrorCode code;
    private final transient Map<String, Object> details;
    private final boolean retryable;
    private final Duration retryAfter;

    /**
     * @param message one sentence that says what to do next; nothing secret, no foreign text
     * @param details members of the answer's {@code details}; strings, numbers and booleans
     */
    public KeywrightException(ErrorCode code, String message, Map<String, Object> details, Throwable cause) {
        this(code, message, details, cause, code.retryable(), SOON);
    }

    /** Without a cause there is nothing to find in a stack trace, so none is taken. */
    public KeywrightException(ErrorCode code, String message, Map<String, Object> details) {
        this(code, message, details, null, code.retryable(), SOON);
    }

    public KeywrightException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    private KeywrightException(
            ErrorCode code,
            String message,
            Map<String, Object> details,
            @Nullable Throwable cause,
            boolean retryable,
            Duration retryAfter) {
        super(message, cause, cause != null, cause != null);
        this.code = code;
        this.details = Map.copyOf(details);
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** What a caller is told of {@code failure}, asynchronous or not: itself, or INTERNAL_ERROR with it as the cause. */
    public static KeywrightException of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof KeywrightException refusal
                ? refusal
                : new KeywrightException(
                        ErrorCode.INTERNAL_ERROR,
                        "Something went wrong here; report the request id to the operator.",
                        Map.of(),
                        cause);
    }

    /** This refusal, with one more of its details. */
    public KeywrightException with(String name, Object detail) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, detail);
        return new KeywrightException(code, advice(), more, getCause(), retryable, retryAfter);
    }

    /** This refusal, of something that can be tried again after {@code wait}. */
    public KeywrightException retryAfter(Duration wait) {
        return new KeywrightException(code, advice(), details, getCause(), retryable, wait);
    }

    /** This refusal, of something that no other try mends. */
    public KeywrightException inVain() {
        return new KeywrightException(code, advice(), details, getCause(), false, retryAfter);
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }

    /** Whether the same request can succeed later without a change. */
    public boolean retryable() {
        return retryable;
    }

    /** How long to wait before the next try, where that can help. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** The message, sure to be there. */
    public String advice() {
        return String.valueOf(getMessage());
    }
}
