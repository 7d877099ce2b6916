package io.keywright.server.config;

import java.util.Optional;

/** The {@code keywright.limits.*} properties: how fast calls may come. What is not set is not limited. */
public interface LimitsConfig {

    /** How many calls per second each caller may make in the long run. */
    Optional<Integer> callerRate();

    /** How many calls a caller may make at once after a rest; what one second allows, if not set. */
    Optional<Integer> callerBurst();

    /** How many uses per second each key may have in the long run. */
    Optional<Integer> keyRate();

    /** How many uses a key may have at once after a rest; what one second allows, if not set. */
    Optional<Integer> keyBurst();
}
