package io.keywright.core.evidence;

import io.keywright.core.expiry.Expiring;
import io.keywright.core.journal.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps what nodes tell each other of their exports, and so whose each of them is. One expires when its time to be kept is over. Each
 * change is durable on return. Calls may block.
 */
public interface ToldExports extends Expiring {

    /**
     * Puts {@code export} in the place of what the same node told of it before.
     *
     * @return false if it is another node's; then nothing has changed
     */
    boolean keep(ToldExport export) throws StoreException;

    /**
     * Makes an export of the node {@code from} one of the node {@code to}.
     *
     * @return false if it was no longer {@code from}'s; then nothing has changed
     */
    boolean handOver(UUID exportId, String from, String to) throws StoreException;

    /** What was told of one, by whichever node. */
    Optional<ToldExport> find(UUID exportId) throws StoreException;

    /** A tenant's, in the order of their ids. */
    List<ToldExport> all(String tenantId) throws StoreException;

    /** Nothing is told of it any more. */
    void remove(UUID exportId) throws StoreException;
}
