package io.keywright.store;

import io.keywright.core.journal.Change.TenantRootChanged;
import io.keywright.model.Operation;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.RootRefusal;
import io.keywright.model.RootWrap;
import io.keywright.model.Tenant;
import io.keywright.model.TenantRoot;
import io.keywright.model.Wrapping;
import java.sql.SQLException;
import java.util.List;

/** Writes tenants' roots. */
final class RootChanges {

    /** Keys and the ledger remember a root whose own rows are gone. */
    private static final String FIRST = """
            INSERT INTO tenant_root_versions (tenant, version, created_at) SELECT ?1, 1, ?2
            WHERE NOT EXISTS (SELECT 1 FROM tenant_root_versions WHERE tenant = ?1)
                AND NOT EXISTS (SELECT 1 FROM keys WHERE tenant = ?1)
                AND NOT EXISTS (SELECT 1 FROM ledger_tenant_spans WHERE tenant = ?1
                    AND operation = (SELECT id FROM operations WHERE name = ?3))""";

    private static final String NEXT = """
            INSERT INTO tenant_root_versions (tenant, version, created_at) SELECT ?1, ?2, ?3
            WHERE ?2 - 1 = (SELECT max(version) FROM tenant_root_versions WHERE tenant = ?1)""";

    private static final String WRAPPING = """
            INSERT INTO tenant_wrappings (tenant, wrapping_id, provider, provider_key, provider_role, external_id, preference)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, wrapping_id) DO NOTHING""";

    private static final String WRAP = """
            INSERT INTO tenant_root_wraps (tenant, version, wrapping_id, wrapped, wrapped_at) VALUES (?, ?, ?, ?, ?)""";

    private static final String NAME = "INSERT INTO tenant_names (tenant, name) VALUES (?, ?)";
    private static final String VERSIONS = "SELECT count(*) FROM tenant_root_versions WHERE tenant = ?";
    private static final String UNWRAP = "DELETE FROM tenant_root_wraps WHERE tenant = ?";
    private static final String REMOVE_WRAPPINGS = "DELETE FROM tenant_wrappings WHERE tenant = ?";
    private static final String REFUSE = """
            INSERT INTO refused_roots (tenant, provider, reason, refused_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant) DO NOTHING""";
    private static final String RESTORE = "DELETE FROM refused_roots WHERE tenant = ?";

    private final Session session;
    private final Codes tenants;

    RootChanges(Session session, Codes tenants) {
        this.session = session;
        this.tenants = tenants;
    }

    boolean create(TenantRoot root) throws SQLException {
        long tenant = tenants.of(session, root.tenantId());
        if (!begin(tenant, root)) {
            return false;
        }
        write(tenant, root);
        return true;
    }

    boolean create(Tenant tenant, TenantRoot root) throws SQLException {
        if (!create(root)) {
            return false;
        }
        if (tenant.name().isPresent()) {
            session.update(
                    NAME, tenants.of(session, tenant.tenantId()), tenant.name().get());
        }
        return true;
    }

    boolean change(TenantRootChanged changed) throws SQLException {
        long tenant = tenants.of(session, changed.tenant().tenantId());
        List<Wrapping> present = session.list(SqlTenantStore.WRAPPINGS, WrappingRow::read, tenant);
        int versions = session.find(VERSIONS, row -> row.getInt(1), tenant).orElse(0);
        if (!present.equals(changed.before()) || versions != changed.versions().size()) {
            return false;
        }
        session.update(UNWRAP, tenant);
        session.update(REMOVE_WRAPPINGS, tenant);
        for (TenantRoot version : changed.versions()) {
            write(tenant, version);
        }
        return true;
    }

    boolean refuse(String tenantId, RootRefusal refusal) throws SQLException {
        return session.update(
                        REFUSE,
                        tenants.of(session, tenantId),
                        refusal.provider(),
                        refusal.reason(),
                        refusal.refusedAt().toEpochMilli())
                == 1;
    }

    boolean restore(String tenantId) throws SQLException {
        return session.update(RESTORE, tenants.of(session, tenantId)) == 1;
    }

    private void write(long tenant, TenantRoot root) throws SQLException {
        for (RootWrap wrap : root.wraps()) {
            add(tenant, wrap.wrapping());
            session.update(
                    WRAP,
                    tenant,
                    root.version(),
                    UuidBytes.of(wrap.wrapping().wrappingId()),
                    wrap.wrapped(),
                    wrap.wrappedAt().toEpochMilli());
        }
    }

    private boolean begin(long tenant, TenantRoot root) throws SQLException {
        long createdAt = root.createdAt().toEpochMilli();
        int begun = root.version() == 1
                ? session.update(FIRST, tenant, createdAt, Operation.CREATE_TENANT_ROOT.receiptName())
                : session.update(NEXT, tenant, root.version(), createdAt);
        return begun == 1;
    }

    private void add(long tenant, Wrapping wrapping) throws SQLException {
        ProviderKeyReference key = wrapping.key();
        session.update(
                WRAPPING,
                tenant,
                UuidBytes.of(wrapping.wrappingId()),
                wrapping.provider(),
                key.key().orElse(null),
                key.role().orElse(null),
                key.externalId().orElse(null),
                wrapping.preference());
    }
}
