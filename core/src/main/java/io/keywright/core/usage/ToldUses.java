package io.keywright.core.usage;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Finds receipts that tell of a key's use, and are another key's. Calls may block. */
public interface ToldUses {

    /**
     * Their indexes in the ledger, the newest first.
     *
     * @param from inclusive
     * @param to exclusive
     * @param before only those at smaller indexes; {@link Long#MAX_VALUE} to start
     */
    List<Long> told(Scope scope, UUID keyId, Instant from, Instant to, long before, int limit) throws StoreException;
}
