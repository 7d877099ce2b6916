package io.keywright.providers.guard;

import java.time.Duration;

/**
 * How calls to a provider are guarded.
 *
 * @param timeout how long one try may take
 * @param tries how often a call is tried at the most, where another try can mend its fault
 * @param firstPause how long it is until the second try; each pause is about twice the one before, within the call's deadline
 * @param breakerCalls half of so many calls that fail open the circuit
 * @param open how long an open circuit asks nothing
 * @param trial how many calls must succeed then, before the circuit is closed again
 * @param concurrent how many calls may be under way
 * @param perTenant how many of them may be one tenant's
 * @param waiting how many more of one tenant may wait
 */
public record GuardRules(
        Duration timeout,
        int tries,
        Duration firstPause,
        int breakerCalls,
        Duration open,
        int trial,
        int concurrent,
        int perTenant,
        int waiting) {

    /** What holds if the operator says nothing else. */
    public static final GuardRules STANDARD =
            new GuardRules(Duration.ofSeconds(5), 3, Duration.ofMillis(50), 10, Duration.ofSeconds(5), 3, 64, 16, 256);
}
