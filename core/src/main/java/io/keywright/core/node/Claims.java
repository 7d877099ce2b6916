package io.keywright.core.node;

import io.keywright.core.journal.StoreException;
import java.util.Optional;
import java.util.UUID;

/** Keeps which node does the chores of an installation. Calls may block. */
public interface Claims {

    /** What was said last; empty if nobody does them. */
    Optional<Claim> current() throws StoreException;

    /**
     * Puts {@code next} in the place of {@code before}, unless that is no longer what was said last. Durable on return.
     *
     * @return whether it was
     */
    boolean replace(Optional<Claim> before, Claim next) throws StoreException;

    /** Nobody does them any more, if it was {@code node}. */
    void release(UUID node) throws StoreException;
}
