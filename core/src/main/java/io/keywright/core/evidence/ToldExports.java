package io.keywright.core.evidence;

import io.keywright.core.journal.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps what nodes tell each other of their exports. Each change is durable on return. Calls may block. */
public interface ToldExports {

    /** Puts {@code export} in the place of what was told of it before. */
    void keep(ToldExport export) throws StoreException;

    /** What was told of one, by whichever node. */
    Optional<ToldExport> find(UUID exportId) throws StoreException;

    /** A tenant's, in the order of their ids. */
    List<ToldExport> all(String tenantId) throws StoreException;

    /** Nothing is told of it any more. */
    void remove(UUID exportId) throws StoreException;

    /** Nothing is told any more of those that were kept until {@code moment} or before. */
    void forget(Instant moment) throws StoreException;
}
