package io.keywright.core.witness;

import java.time.Duration;

/**
 * When witnesses are asked, and how many must agree.
 *
 * @param quorum how many must cosign a checkpoint before it counts as witnessed; 0 for as many as do, at least one
 * @param interval how often they are asked
 */
public record WitnessRules(int quorum, Duration interval) {

    /** How many intervals a witness may stay behind before it is reported. */
    private static final int PATIENCE = 3;

    int least() {
        return Math.max(1, quorum);
    }

    Duration patience() {
        return interval.multipliedBy(PATIENCE);
    }
}
