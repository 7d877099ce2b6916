package io.keywright.core.node;

import io.keywright.core.journal.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Keeps which nodes there are. Each change is durable on return. Calls may block. */
public interface NodeStore {

    /** Puts {@code node} in the place of what it said before. */
    void keep(Node node) throws StoreException;

    /** All of them, by their names, then by when they started. */
    List<Node> nodes() throws StoreException;

    /** Forgets one that ended. */
    void remove(UUID nodeId) throws StoreException;

    /** Forgets those that were not seen since {@code moment}. */
    void forget(Instant moment) throws StoreException;
}
