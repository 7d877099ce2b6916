package io.keywright.core.idempotency;

import io.keywright.core.expiry.Expiring;
import io.keywright.core.journal.StoreException;
import io.keywright.model.KeptAnswer;
import java.time.Instant;
import java.util.Optional;

/** Reads kept answers and removes old ones; they are written through the journal. Calls may block. */
public interface KeptAnswerStore extends Expiring {

    /** The answer that is kept for a request of that id, unless it has expired by {@code now}. */
    Optional<KeptAnswer> find(String id, Instant now) throws StoreException;

    /** How many answers are kept for the caller of that digest, those included that have expired and are not removed yet. */
    int count(String caller) throws StoreException;
}
