package io.keywright.server.rest.keys;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.Member;
import java.time.Duration;
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
        return Member.duration("waiting_period", waitingPeriod, "P7D").orElse(null);
    }
}
