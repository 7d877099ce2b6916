package io.keywright.core.rotation;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows what came of automatic rotation, to each caller of the keys that it may see. Calls may block. */
public final class RotationHistory {

    private final RotationAccess access;
    private final RunStore store;

    public RotationHistory(RotationAccess access, RunStore store) {
        this.access = access;
        this.store = store;
    }

    /** Runs, the newest first, see {@link RunStore#runs}. */
    public List<Run> runs(Caller caller, @Nullable String tenantId, @Nullable UUID before, int limit) {
        try {
            return store.runs(access.reach(caller, tenantId), before, limit);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** A run, and what came of some of its keys, see {@link RunStore#results}. */
    public record Page(Run run, List<KeyResult> results) {}

    /**
     * One run.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is no such run that the caller may see
     */
    public Page run(Caller caller, @Nullable String tenantId, UUID runId, @Nullable UUID after, int limit) {
        Optional<Reach> reach = access.reach(caller, tenantId);
        try {
            Run run = store.run(runId, reach).orElseThrow(RotationHistory::notFound);
            return new Page(run, store.results(runId, reach, after, limit));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private static KeywrightException notFound() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND,
                "There is no such run of rotations for you; list them with GET /kms/v1/rotation/runs.",
                Map.of("reason", "run_not_found"));
    }
}
