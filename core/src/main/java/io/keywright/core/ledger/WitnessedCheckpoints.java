package io.keywright.core.ledger;

import java.util.Optional;

/** The newest checkpoint that enough witnesses have cosigned. Answers from memory; safe from any thread. */
@FunctionalInterface
public interface WitnessedCheckpoints {

    /** The checkpoint with all cosignatures; empty before the first, or without witnesses. */
    Optional<PublishedCheckpoint> newest();
}
