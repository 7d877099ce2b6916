package io.keywright.cli.kms;

import java.util.Map;

/** The service has answered with its error body. */
public final class KmsRefusal extends RuntimeException {

    private final int status;
    private final String code;
    private final boolean retryable;
    private final transient Map<String, Object> details;

    KmsRefusal(int status, String code, String message, boolean retryable, Map<String, Object> details) {
        super("%d %s: %s".formatted(status, code, message), null, false, false);
        this.status = status;
        this.code = code;
        this.retryable = retryable;
        this.details = Map.copyOf(details);
    }

    public int status() {
        return status;
    }

    /** One of the contract's codes. */
    public String code() {
        return code;
    }

    /** Whether the same request may succeed later. */
    public boolean isRetryable() {
        return retryable;
    }

    /** What {@code details} says of {@code name}, or an empty string. */
    public String detail(String name) {
        return String.valueOf(details.getOrDefault(name, ""));
    }
}
