package io.keywright.core.lifecycle;

import java.time.Instant;
import java.util.Optional;

/**
 * How old active keys are.
 *
 * @param oldest when the oldest was made; empty if there are none
 * @param madeBefore how many were made before the time that was asked for
 */
public record KeyAges(Optional<Instant> oldest, long madeBefore) {}
