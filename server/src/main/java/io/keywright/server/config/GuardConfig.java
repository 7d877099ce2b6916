package io.keywright.server.config;

import java.time.Duration;
import java.util.Optional;

/** How the calls to one root provider are guarded; what is not set is {@link io.keywright.providers.guard.GuardRules#STANDARD}. */
public interface GuardConfig {

    /** How long one try may take. */
    Optional<Duration> timeout();

    /** How often a call is tried at the most, where another try can help. */
    Optional<Integer> tries();

    /** How long it is until the second try; each pause is about twice the one before. */
    Optional<Duration> firstPause();

    /** Half of so many calls that fail open the circuit. */
    Optional<Integer> breakerCalls();

    /** How long an open circuit asks nothing. */
    Optional<Duration> open();

    /** How many calls must succeed then, before the circuit is closed again. */
    Optional<Integer> trial();

    /** How many calls may be under way. */
    Optional<Integer> concurrent();

    /** How many of them may be one tenant's. */
    Optional<Integer> perTenant();

    /** How many more of one tenant may wait. */
    Optional<Integer> waiting();
}
