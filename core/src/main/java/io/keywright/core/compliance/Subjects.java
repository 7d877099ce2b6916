package io.keywright.core.compliance;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Scope;
import java.util.List;
import java.util.Optional;

/** Reads all subjects of a kind, page by page. Calls may block. */
public interface Subjects<S extends Subject> {

    /**
     * The next ones in an order of its own.
     *
     * @param after the last of the page before; empty for the first page
     */
    List<S> page(Optional<S> after, int limit) throws StoreException;

    /** The one of that name, if it is still to be looked at. */
    Optional<S> find(Scope scope, String name) throws StoreException;
}
