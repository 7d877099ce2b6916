package io.keywright.core.rotation;

import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a run made of a key.
 *
 * @param successor the key that took its place
 * @param reason why there is none
 */
public record KeyResult(
        Scope scope, UUID keyId, RotationOutcome kind, Optional<UUID> successor, Optional<String> reason, Instant at) {

    /** What became of a key. */
    public enum RotationOutcome implements WireName {
        ROTATED("rotated"),
        /** It is tried again later. */
        FAILED("failed"),
        /** Its tenant's keys are switched off, or it needs an approval. */
        SKIPPED("skipped");

        private final String wireName;

        RotationOutcome(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
