package io.keywright.chaos.plant;

import java.util.List;

/** A bug that several nodes might have, made by other bodies for methods of the server. */
public enum PlantedBug {
    /** Each node counts the uses of a key by itself. */
    QUOTA_IN_MEMORY(
            new Edit("io.keywright.store.UsageWriter", "fits", Body.YES),
            new Edit("io.keywright.store.UsageWriter", "add", Body.NOTHING)),

    /** What a node holds does not follow what others commit, and nobody looks when it is written. */
    MEMORY_NOT_FOLLOWING(
            new Edit("io.keywright.core.follow.Memory", "follow", Body.NOTHING),
            new Edit("io.keywright.core.journal.RecentChanges", "overtook", Body.NO)),

    /** Whether an approval is spent is not asked where it is spent. */
    APPROVAL_SPENT_OUTSIDE(new Edit("io.keywright.store.ApprovalChanges", "spend", Body.YES)),

    /** Callers are answered before their receipt is durable. */
    ACKNOWLEDGED_EARLY(new Edit("io.keywright.core.journal.Pending", "durable", Body.DONE)),

    /** Writers are not ordered by the row. */
    FENCING_SKIPPED(new Edit("io.keywright.store.postgresql.Header", "query", Body.NO_LOCK));

    private final List<Edit> edits;

    PlantedBug(Edit... edits) {
        this.edits = List.of(edits);
    }

    /** What makes it. */
    List<Edit> edits() {
        return edits;
    }
}
