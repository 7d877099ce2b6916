package io.keywright.core.authority;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Shows the authorities of a caller's scope. Calls block. */
public final class AuthorityCatalogue {

    /** Who may see authorities, and what they have issued: whoever has a role. */
    static final Set<Role> READERS =
            EnumSet.of(Role.KEY_USER, Role.KEY_ADMIN, Role.APPROVER, Role.AUDITOR, Role.PLATFORM_ADMIN);

    private final Authorizer authorizer;
    private final AuthorityStore store;

    public AuthorityCatalogue(Authorizer authorizer, AuthorityStore store) {
        this.authorizer = authorizer;
        this.store = store;
    }

    /** All of them, in the order in which they were made. */
    public List<Authority> list(Caller caller) {
        authorizer.require(caller, READERS);
        return in(authorizer.ownScopeOrAll(caller));
    }

    /**
     * One of them.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is none of that id, or it is another scope's
     */
    public Authority get(Caller caller, UUID authorityId) {
        authorizer.require(caller, READERS);
        return in(authorizer.ownScopeOrAll(caller), authorityId);
    }

    List<Authority> in(Scope scope) {
        try {
            return store.authorities(scope);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    Authority in(Scope scope, UUID authorityId) {
        try {
            return store.authority(scope, authorityId).orElseThrow(AuthorityRefusals::noAuthority);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** One of a scope that has its certificate. */
    Authority certified(Scope scope, UUID authorityId) {
        return requireCertified(in(scope, authorityId));
    }

    /**
     * The certificates of an authority and of those above it, in DER, its own first. For everybody: whoever relies on what it issues
     * needs them.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is no such authority; INVALID_REQUEST if it has no certificate yet
     */
    public List<byte[]> published(UUID authorityId) {
        return certified(authorityId).path();
    }

    /** One that has its certificate, whosever it is. */
    Authority certified(UUID authorityId) {
        try {
            return requireCertified(store.authority(authorityId).orElseThrow(AuthorityRefusals::noAuthority));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private static Authority requireCertified(Authority authority) {
        if (authority.certificate().isEmpty()) {
            throw AuthorityRefusals.notCertified();
        }
        return authority;
    }
}
