package io.keywright.server.rest.keys;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a key waits for its destruction, and which scope it is in.
 *
 * @param waitingPeriod in ISO 8601, P7D to P30D; P30D if left out
 * @param confirmInUse whether that is wanted also if the key was used lately
 */
record ScheduleDestructionRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Nullable String waitingPeriod,
        @Nullable Boolean confirmInUse,
        @Nullable String approvalToken)
        implements Approvable {

    boolean confirmed() {
        return confirmInUse != null && confirmInUse;
    }

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }

    @Nullable Duration untilThen() {
        if (waitingPeriod == null) {
            return null;
        }
        try {
            return Duration.parse(waitingPeriod);
        } catch (DateTimeParseException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "waiting_period must be an ISO 8601 duration in days, such as P7D.",
                    Map.of("member", "waiting_period"));
        }
    }
}
