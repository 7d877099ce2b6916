package io.keywright.core.distant;

import io.keywright.core.journal.StoreException;
import io.keywright.model.DistantKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads which key pairs there may be inside providers; they are written through the journal. Calls may block. */
public interface DistantKeyStore {

    /** The pair of that name, if it may be there and no key needs it. */
    Optional<DistantKey> unneeded(String name) throws StoreException;

    /**
     * Pairs that may be there and were to be erased before {@code now}, by their names in order.
     *
     * @param after the name that they come after; {@code ""} for the first
     */
    List<DistantKey> unneeded(Instant now, String after, int limit) throws StoreException;
}
