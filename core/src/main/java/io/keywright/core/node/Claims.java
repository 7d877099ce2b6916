package io.keywright.core.node;

import io.keywright.core.journal.StoreException;
import java.time.Instant;
import java.util.UUID;

/** Keeps which node it is that does something. Calls may block. */
public interface Claims {

    /**
     * Makes {@code holder} the one that does it, until {@code until}, unless another is by {@code now}. Durable on return.
     *
     * @return whether it is
     */
    boolean claim(UUID holder, Instant now, Instant until) throws StoreException;
}
