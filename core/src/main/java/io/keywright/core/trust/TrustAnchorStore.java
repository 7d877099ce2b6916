package io.keywright.core.trust;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads trust anchors; they are written through the journal. A retired anchor is there only where that is said. Calls may block. */
public interface TrustAnchorStore {

    /** All anchors of all scopes, in the order of their ids. */
    List<TrustAnchor> trustAnchors() throws StoreException;

    /** The scope's anchors, in the order of their ids. */
    List<TrustAnchor> trustAnchors(Scope scope) throws StoreException;

    /** The scope's anchors, those that were retired, too, in the order of their ids. */
    List<RememberedAnchor> everTrusted(Scope scope) throws StoreException;

    /** All anchors whose time is over by {@code now}. */
    List<TrustAnchor> ended(Instant now) throws StoreException;

    /** The scope's anchor of that id; another scope's is not there. */
    Optional<TrustAnchor> trustAnchor(Scope scope, UUID anchorId) throws StoreException;
}
