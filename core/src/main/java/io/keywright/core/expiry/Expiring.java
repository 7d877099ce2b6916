package io.keywright.core.expiry;

import io.keywright.core.journal.StoreException;
import java.time.Instant;

/** A store of what expires. What has expired counts no more, whether or not it was removed. Calls block. */
public interface Expiring {

    /** Removes at most so many that have expired by then, with all that is theirs. Answers how many. */
    int removeExpired(Instant now, int most) throws StoreException;
}
