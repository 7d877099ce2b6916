package io.keywright.model;

/** The closed set of errors. The names are the wire's; the status is HTTP's. */
public enum ErrorCode {
    INVALID_REQUEST(400, false),
    UNAUTHENTICATED(401, false),
    UNAUTHORIZED(403, false),
    POLICY_VIOLATION(403, false),
    KEY_NOT_FOUND(404, false),
    KEY_INACTIVE(409, false),
    KEY_REVOKED(409, false),
    RATE_LIMITED(429, true),
    INTERNAL_ERROR(500, false),
    DEPENDENCY_UNAVAILABLE(503, true);

    private final int httpStatus;
    private final boolean retryable;

    ErrorCode(int httpStatus, boolean retryable) {
        this.httpStatus = httpStatus;
        this.retryable = retryable;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the same request can succeed later without a change, as a rule. */
    public boolean retryable() {
        return retryable;
    }
}
