package io.keywright.server.keys;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.core.rotation.KeyResult;
import io.keywright.core.rotation.Run;
import io.keywright.core.rotation.RunStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs of a node that dies after its first few rotations. */
record KilledRuns(RunStore store) implements RunStore {

    @Override
    public Optional<UUID> open() throws StoreException {
        return store.open();
    }

    @Override
    public void begin(UUID runId, Instant now) throws StoreException {
        store.begin(runId, now);
    }

    @Override
    public void add(UUID runId, List<KeyResult> results) {
        throw new IllegalStateException("killed");
    }

    @Override
    public void end(UUID runId, Instant now, int kept) throws StoreException {
        store.end(runId, now, kept);
    }

    @Override
    public List<Run> runs(Optional<Reach> reach, @Nullable UUID before, int limit) throws StoreException {
        return store.runs(reach, before, limit);
    }

    @Override
    public Optional<Run> run(UUID runId, Optional<Reach> reach) throws StoreException {
        return store.run(runId, reach);
    }

    @Override
    public List<KeyResult> results(UUID runId, Optional<Reach> reach, @Nullable UUID after, int limit)
            throws StoreException {
        return store.results(runId, reach, after, limit);
    }
}
