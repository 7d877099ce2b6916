package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.trust.RememberedAnchor;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Trust anchors as rows. */
final class SqlTrustAnchorStore implements TrustAnchorStore {

    private static final String OF_SCOPE = "t.tenant_id = ? AND a.environment = ? AND a.plane = ?";
    private static final String IN_SCOPE = TrustAnchorRow.SELECT + " AND " + OF_SCOPE;
    private static final String IN_ORDER = " ORDER BY a.anchor_id";

    private final Readers readers;
    private final TagRows tags;

    SqlTrustAnchorStore(Readers readers, TagRows tags) {
        this.readers = readers;
        this.tags = tags;
    }

    @Override
    public List<TrustAnchor> trustAnchors() throws StoreException {
        return readers.read(
                session -> session.list(TrustAnchorRow.SELECT + IN_ORDER, row -> TrustAnchorRow.checked(tags, row)));
    }

    @Override
    public List<TrustAnchor> trustAnchors(Scope scope) throws StoreException {
        return readers.read(session -> session.list(
                IN_SCOPE + IN_ORDER,
                row -> TrustAnchorRow.checked(tags, row),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName()));
    }

    @Override
    public List<RememberedAnchor> everTrusted(Scope scope) throws StoreException {
        return readers.read(session -> session.list(
                TrustAnchorRow.ALL + " WHERE " + OF_SCOPE + IN_ORDER,
                row -> TrustAnchorRow.remembered(tags, row),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName()));
    }

    @Override
    public List<TrustAnchor> ended(Instant now) throws StoreException {
        return readers.read(session -> session.list(
                TrustAnchorRow.SELECT + " AND a.trusted_until IS NOT NULL AND a.trusted_until <= ?" + IN_ORDER,
                row -> TrustAnchorRow.checked(tags, row),
                now.toEpochMilli()));
    }

    @Override
    public Optional<TrustAnchor> trustAnchor(Scope scope, UUID anchorId) throws StoreException {
        return readers.read(session -> session.find(
                IN_SCOPE + " AND a.anchor_id = ?",
                row -> TrustAnchorRow.checked(tags, row),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName(),
                UuidBytes.of(anchorId)));
    }
}
