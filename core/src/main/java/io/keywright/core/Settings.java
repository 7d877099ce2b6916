package io.keywright.core;

import io.keywright.model.Algorithm;
import java.time.Duration;
import java.util.Set;

/**
 * The rules that an operator sets once for all tenants.
 *
 * @param rotationSchedule how old an active key may get before it is due for rotation
 * @param rotationGracePeriod how long a rotated key stays in {@code pending_rotation}
 * @param keyValidity how long a key may protect, if its creator does not say
 * @param allowedAlgorithms algorithms that requests may use
 * @param maxUsagePerDayDefault the daily limit of a key whose policy gives none
 * @param defaultModules who may use a key that is made without a policy; nobody but its maker's module if empty
 * @param processing what a deactivated key may still do
 */
public record Settings(
        Duration rotationSchedule,
        Duration rotationGracePeriod,
        Duration keyValidity,
        Set<Algorithm> allowedAlgorithms,
        long maxUsagePerDayDefault,
        Set<String> defaultModules,
        Processing processing) {

    /** What a deactivated key may still do with what it protected. */
    public enum Processing {
        /** Verify and decrypt (NIST SP 800-57 part 1, section 7). */
        NIST,
        /** Nothing: only active keys work. */
        ACTIVE_ONLY
    }

    public Settings {
        allowedAlgorithms = Set.copyOf(allowedAlgorithms);
        defaultModules = Set.copyOf(defaultModules);
    }
}
