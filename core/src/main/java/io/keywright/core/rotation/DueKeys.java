package io.keywright.core.rotation;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads which keys are due for rotation. Only active keys ever are. Calls may block. */
public interface DueKeys {

    /**
     * What is looked for.
     *
     * @param until keys that are due by then
     * @param reach where; empty for all tenants
     * @param onlyApproved only keys whose policy asks for approvals
     * @param onlyNearLimit only keys near the limit of their encryptions, however old they are
     */
    record Wanted(Instant until, Optional<Reach> reach, boolean onlyApproved, boolean onlyNearLimit) {

        /** Keys that are due for whatever reason. */
        public Wanted(Instant until, Optional<Reach> reach, boolean onlyApproved) {
            this(until, reach, onlyApproved, false);
        }
    }

    /** Keys in the order in which they are due. */
    List<DueKey> due(Schedule schedule, Wanted wanted, DuePlace after, int limit) throws StoreException;

    /**
     * What is due.
     *
     * @param next when the next key is due, which may be past; empty if none ever is
     * @param overdue how many keys are older than they may get
     */
    record Figures(Optional<Instant> next, long overdue) {}

    /** What is due over all tenants. */
    Figures figures(Schedule schedule, Instant now) throws StoreException;

    /** When the oldest active key was made that may not get as old as it likes; empty if there is none. */
    Optional<Instant> oldest(Schedule schedule) throws StoreException;
}
