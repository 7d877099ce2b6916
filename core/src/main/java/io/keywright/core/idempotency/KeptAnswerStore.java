package io.keywright.core.idempotency;

import io.keywright.core.journal.StoreException;
import io.keywright.model.KeptAnswer;
import java.time.Instant;
import java.util.Optional;

/** Reads kept answers and removes old ones; they are written through the journal. Calls may block. */
public interface KeptAnswerStore {

    /** The answer that is kept for a request of that id, unless it has expired by {@code now}. */
    Optional<KeptAnswer> find(String id, Instant now) throws StoreException;

    /** How many answers are kept for the caller of that digest, those included that have expired and are not removed yet. */
    int count(String caller) throws StoreException;

    /**
     * Removes some that have expired by {@code now}.
     *
     * @param most at a time, so that those who write need not wait long
     * @return how many were removed; fewer than {@code most} if there are no more
     */
    int removeExpired(Instant now, int most) throws StoreException;
}
