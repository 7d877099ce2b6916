package io.keywright.core.rotation;

import io.keywright.core.rotation.KeyResult.RotationOutcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A run of automatic rotation.
 *
 * @param runId a UUID of version 7
 * @param endedAt empty while it goes on, or until the next node takes it up
 * @param results how many keys came to what, of those that are asked for
 */
public record Run(UUID runId, Instant startedAt, Optional<Instant> endedAt, Map<RotationOutcome, Long> results) {

    public Run {
        results = Map.copyOf(results);
    }

    /** How many keys came to that. */
    public long count(RotationOutcome kind) {
        return results.getOrDefault(kind, 0L);
    }
}
