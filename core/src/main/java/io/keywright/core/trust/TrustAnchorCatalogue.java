package io.keywright.core.trust;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Shows the trust anchors of a caller's scope; for a platform identity, those that vouch for all. Calls may block. */
public final class TrustAnchorCatalogue {

    private static final Set<Role> READERS = EnumSet.of(Role.KEY_ADMIN, Role.AUDITOR, Role.PLATFORM_ADMIN);

    private final Authorizer authorizer;
    private final TrustAnchorStore store;

    public TrustAnchorCatalogue(Authorizer authorizer, TrustAnchorStore store) {
        this.authorizer = authorizer;
        this.store = store;
    }

    /** All of them, in the order in which they were added. */
    public List<TrustAnchor> list(Caller caller) {
        authorizer.require(caller, READERS);
        return in(authorizer.ownScopeOrAll(caller));
    }

    /** The same, and those that were trusted once. */
    public List<RememberedAnchor> remembered(Caller caller) {
        authorizer.require(caller, READERS);
        try {
            return store.everTrusted(authorizer.ownScopeOrAll(caller));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /**
     * One of them.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is none of that id, or it is another scope's
     */
    public TrustAnchor get(Caller caller, UUID anchorId) {
        authorizer.require(caller, READERS);
        return in(authorizer.ownScopeOrAll(caller), anchorId);
    }

    TrustAnchor in(Scope scope, UUID anchorId) {
        try {
            return store.trustAnchor(scope, anchorId).orElseThrow(AnchorRefusals::notFound);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    List<TrustAnchor> in(Scope scope) {
        try {
            return store.trustAnchors(scope);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
