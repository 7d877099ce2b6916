package io.keywright.store;

import io.keywright.core.authority.AuthorityStore;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Authority;
import io.keywright.model.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Certificate authorities as rows. */
final class SqlAuthorityStore implements AuthorityStore {

    private static final String IN_SCOPE =
            AuthorityRow.SELECT + " WHERE t.tenant_id = ? AND a.environment = ? AND a.plane = ?";
    private static final String IN_ORDER = " ORDER BY a.authority_id";

    private final Readers readers;
    private final TagRows tags;

    SqlAuthorityStore(Readers readers, TagRows tags) {
        this.readers = readers;
        this.tags = tags;
    }

    @Override
    public List<Authority> authorities(Scope scope) throws StoreException {
        return readers.snapshot(session -> session.list(
                IN_SCOPE + IN_ORDER,
                row -> AuthorityRow.checked(session, tags, row),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName()));
    }

    @Override
    public Optional<Authority> authority(Scope scope, UUID authorityId) throws StoreException {
        return readers.snapshot(session -> session.find(
                IN_SCOPE + " AND a.authority_id = ?",
                row -> AuthorityRow.checked(session, tags, row),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName(),
                UuidBytes.of(authorityId)));
    }

    @Override
    public Optional<Authority> authority(UUID authorityId) throws StoreException {
        return readers.snapshot(session -> session.find(
                AuthorityRow.SELECT + " WHERE a.authority_id = ?",
                row -> AuthorityRow.checked(session, tags, row),
                (Object) UuidBytes.of(authorityId)));
    }
}
