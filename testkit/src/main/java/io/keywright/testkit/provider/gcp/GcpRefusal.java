package io.keywright.testkit.provider.gcp;

import java.util.Optional;

/**
 * How Cloud KMS says no.
 *
 * @param httpStatus 400 to 599
 * @param status a canonical code such as {@code PERMISSION_DENIED}
 * @param reason of an {@code ErrorInfo} that goes along
 * @param violation type of a {@code PreconditionFailure} that goes along
 */
public record GcpRefusal(int httpStatus, String status, Optional<String> reason, Optional<String> violation) {

    /** One with a status only. */
    public static GcpRefusal of(int httpStatus, String status) {
        return new GcpRefusal(httpStatus, status, Optional.empty(), Optional.empty());
    }

    /** One with a reason. */
    public static GcpRefusal because(int httpStatus, String status, String reason) {
        return new GcpRefusal(httpStatus, status, Optional.of(reason), Optional.empty());
    }

    /** What IAM says of who lacks a permission. */
    public static GcpRefusal denied() {
        return because(403, "PERMISSION_DENIED", "IAM_PERMISSION_DENIED");
    }

    static GcpRefusal state(String violation) {
        return new GcpRefusal(400, "FAILED_PRECONDITION", Optional.empty(), Optional.of(violation));
    }
}
