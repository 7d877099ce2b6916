package io.keywright.core.node;

import io.keywright.core.expiry.Expiring;
import io.keywright.core.journal.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Keeps which nodes there are. One that was not seen for {@link #REMEMBERED} has expired. Each change is durable on return. Calls may
 * block.
 */
public interface NodeStore extends Expiring {

    /** For how long a node is listed that says nothing any more. */
    Duration REMEMBERED = Duration.ofDays(1);

    /**
     * Puts {@code node} in the place of what it said before.
     *
     * @return when that was by the store's own clock, if it has one, and by the node's otherwise
     */
    Instant keep(Node node) throws StoreException;

    /** All of them, by their names, then by when they started. */
    List<Node> nodes() throws StoreException;

    /** Forgets one that ended. */
    void remove(UUID nodeId) throws StoreException;
}
