package io.keywright.core.tenant;

import io.keywright.core.tenant.WrappingStandings.Standing;
import io.keywright.model.RootRefusal;
import io.keywright.model.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a tenant's root does.
 *
 * @param reason why it is not ready, as the provider that is preferred says
 * @param since since when it is off
 * @param wrappings how each did, in the order of the tenant's
 */
public record RootStanding(State state, Optional<String> reason, Optional<Instant> since, List<Standing> wrappings) {

    /** Whether it opens. */
    public enum State {
        READY,
        /** When this node last asked, no provider opened it, and not all have refused. */
        UNAVAILABLE,
        /** Every provider refuses to open it. */
        OFF
    }

    static RootStanding of(Tenant tenant, List<Standing> wrappings) {
        return tenant.refusal().map(refusal -> off(refusal, wrappings)).orElseGet(() -> asLastAsked(wrappings));
    }

    private static RootStanding off(RootRefusal refusal, List<Standing> wrappings) {
        return new RootStanding(State.OFF, Optional.of(refusal.reason()), Optional.of(refusal.refusedAt()), wrappings);
    }

    /** Asking ends with the first that opens it, and that one then has no fault. */
    private static RootStanding asLastAsked(List<Standing> wrappings) {
        return wrappings.stream().allMatch(standing -> standing.fault().isPresent())
                ? new RootStanding(State.UNAVAILABLE, preferred(wrappings), Optional.empty(), wrappings)
                : new RootStanding(State.READY, Optional.empty(), Optional.empty(), wrappings);
    }

    private static Optional<String> preferred(List<Standing> wrappings) {
        return wrappings.stream()
                .flatMap(standing -> standing.fault().stream())
                .map(fault -> fault.reason().wireName())
                .findFirst();
    }
}
