package io.keywright.core.transfer;

import io.keywright.core.journal.StoreException;
import io.keywright.model.KeyImport;
import io.keywright.model.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads imports that have begun; they are written through the journal. Calls may block. */
public interface ImportStore {

    /** One of a scope that has not ended, whether or not it has expired; one of another scope is not there. */
    Optional<KeyImport> find(Scope scope, UUID importId) throws StoreException;

    /**
     * Those, of whatever scope, that have expired by {@code time}.
     *
     * @param limit how many at the most
     */
    List<KeyImport> expired(Instant time, int limit) throws StoreException;
}
