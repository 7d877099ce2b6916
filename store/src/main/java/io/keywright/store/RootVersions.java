package io.keywright.store;

import io.keywright.model.WrappedSecret;
import java.sql.SQLException;
import java.util.List;

/** Which versions of tenants' roots are in force, and which are retired. */
record RootVersions(Session session, Codes tenants) {

    static final String IN_FORCE =
            "SELECT version FROM tenant_root_versions WHERE tenant = ? AND retired_at IS NULL ORDER BY version";
    private static final String RETIRED =
            "SELECT 1 FROM tenant_root_versions WHERE tenant = ? AND version = ? AND retired_at IS NOT NULL";

    /** In order. */
    List<Integer> inForce(long tenant) throws SQLException {
        return session.list(IN_FORCE, row -> row.getInt(1), tenant);
    }

    /**
     * Whether what {@code secrets} are wrapped under is still there; whoever wrapped one before a version was retired begins
     * again.
     */
    boolean hold(String tenantId, List<WrappedSecret> secrets) throws SQLException {
        long tenant = tenants.of(session, tenantId);
        for (WrappedSecret secret : secrets) {
            if (session.find(RETIRED, row -> true, tenant, secret.rootVersion()).isPresent()) {
                return false;
            }
        }
        return true;
    }
}
