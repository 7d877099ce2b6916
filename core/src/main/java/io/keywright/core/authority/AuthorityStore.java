package io.keywright.core.authority;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Authority;
import io.keywright.model.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The authorities that there are. Calls block. */
public interface AuthorityStore {

    /** All of a scope, in the order in which they were made. */
    List<Authority> authorities(Scope scope) throws StoreException;

    /** One of a scope. */
    Optional<Authority> authority(Scope scope, UUID authorityId) throws StoreException;

    /** One, whosever it is. */
    Optional<Authority> authority(UUID authorityId) throws StoreException;
}
