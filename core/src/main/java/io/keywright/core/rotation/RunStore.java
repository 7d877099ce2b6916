package io.keywright.core.rotation;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what came of rotations. That a key was rotated is written with its rotation, see
 * {@link io.keywright.core.change.KeyChange.Rotated}. Each method is one transaction, durable on return. Calls may block.
 */
public interface RunStore {

    /** The run that was begun and not ended; empty if there is none. */
    Optional<UUID> open() throws StoreException;

    void begin(UUID runId, Instant now) throws StoreException;

    /** Adds what came of keys that were not rotated. */
    void add(UUID runId, List<KeyResult> results) throws StoreException;

    /** Ends a run, and forgets all but the {@code kept} newest. */
    void end(UUID runId, Instant now, int kept) throws StoreException;

    /**
     * Runs, the newest first.
     *
     * @param reach those that concern keys there, and what came of those keys; empty for all
     * @param before the last run of the page before; null to start
     */
    List<Run> runs(Optional<Reach> reach, @Nullable UUID before, int limit) throws StoreException;

    /** The run of that id, as of {@link #runs}. */
    Optional<Run> run(UUID runId, Optional<Reach> reach) throws StoreException;

    /**
     * What came of keys in a run, in the order of their ids.
     *
     * @param after the last key of the page before; null to start
     */
    List<KeyResult> results(UUID runId, Optional<Reach> reach, @Nullable UUID after, int limit) throws StoreException;
}
