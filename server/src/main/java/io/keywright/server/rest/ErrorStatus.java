package io.keywright.server.rest;

import io.keywright.core.evidence.EvidenceExports;
import io.keywright.core.idempotency.RunningRequests;
import io.keywright.core.lifecycle.KeyPolicies;
import io.keywright.model.KeywrightException;

/** The status of an error: its code's own, or the one that HTTP has for its reason. */
final class ErrorStatus {

    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int PRECONDITION_REQUIRED = 428;

    private ErrorStatus() {}

    static int of(KeywrightException error) {
        return switch (String.valueOf(error.details().get("reason"))) {
            case RunningRequests.RUNNING, EvidenceExports.ELSEWHERE -> CONFLICT;
            case KeyPolicies.STALE -> PRECONDITION_FAILED;
            case Versioned.MISSING -> PRECONDITION_REQUIRED;
            default -> error.code().httpStatus();
        };
    }
}
