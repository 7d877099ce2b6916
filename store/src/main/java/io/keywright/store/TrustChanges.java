package io.keywright.store;

import io.keywright.core.change.TrustChange;
import io.keywright.model.TrustAnchor;
import java.sql.SQLException;

/** Writes whom scopes trust, and who knows it. */
record TrustChanges(Session session, Codes tenants) {

    /** Whether {@code change}, which the receipt at {@code index} tells of, applied. */
    boolean apply(TrustChange change, long index) throws SQLException {
        return switch (change) {
            case TrustChange.AnchorsAdded added ->
                TrustAnchorRow.insert(session, tenant(added.anchors().getFirst()), added, index);
            case TrustChange.AnchorReplaced replaced ->
                TrustAnchorRow.replace(session, tenant(replaced.successor()), replaced, index);
            case TrustChange.AnchorRetired retired ->
                TrustAnchorRow.retire(session, tenant(retired.anchor()), retired.anchor());
            case TrustChange.BundleReported reported -> BundleReportRow.put(session, reported);
        };
    }

    private long tenant(TrustAnchor anchor) throws SQLException {
        return tenants.of(session, anchor.scope().tenantId());
    }
}
