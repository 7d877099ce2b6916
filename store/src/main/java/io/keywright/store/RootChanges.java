package io.keywright.store;

import io.keywright.core.change.RootChange;
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
            INSERT INTO tenant_root_versions (tenant, version, created_at) SELECT t.id, 1, ? FROM tenants t
            WHERE t.id = ? AND NOT EXISTS (SELECT 1 FROM tenant_root_versions v WHERE v.tenant = t.id)
                AND NOT EXISTS (SELECT 1 FROM keys k WHERE k.tenant = t.id)
                AND NOT EXISTS (SELECT 1 FROM ledger_tenant_spans s WHERE s.tenant = t.id
                    AND s.operation = (SELECT o.id FROM operations o WHERE o.name = ?))""";

    private static final String NEXT =
            "INSERT INTO tenant_root_versions (tenant, version, created_at) VALUES (?, ?, ?)";

    private static final String WRAPPING = """
            INSERT INTO tenant_wrappings (tenant, wrapping_id, provider, provider_key, provider_role, external_id, preference)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, wrapping_id) DO NOTHING""";

    private static final String WRAP = """
            INSERT INTO tenant_root_wraps (tenant, version, wrapping_id, wrapped, wrapped_at) VALUES (?, ?, ?, ?, ?)""";

    private static final String NAME = "INSERT INTO tenant_names (tenant, name) VALUES (?, ?)";
    private static final String RETIRE =
            "UPDATE tenant_root_versions SET retired_at = ? WHERE tenant = ? AND version = ?";
    private static final String UNWRAP_VERSION = "DELETE FROM tenant_root_wraps WHERE tenant = ? AND version = ?";
    private static final String UNWRAP = "DELETE FROM tenant_root_wraps WHERE tenant = ?";
    private static final String REMOVE_WRAPPINGS = "DELETE FROM tenant_wrappings WHERE tenant = ?";
    private static final String REFUSE = """
            INSERT INTO refused_roots (tenant, provider, reason, refused_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant) DO NOTHING""";
    private static final String RESTORE = "DELETE FROM refused_roots WHERE tenant = ?";

    private final Session session;
    private final Codes tenants;
    private final RootVersions versions;
    private final RewrapChanges rewraps;

    RootChanges(Session session, Codes tenants, RootVersions versions) {
        this.session = session;
        this.tenants = tenants;
        this.versions = versions;
        this.rewraps = new RewrapChanges(session, tenants);
    }

    boolean apply(RootChange change) throws SQLException {
        return switch (change) {
            case RootChange.Created created -> create(created.root());
            case RootChange.TenantCreated created -> create(created.tenant(), created.root());
            case RootChange.WrappingsChanged changed -> change(changed);
            case RootChange.Rotated rotated -> rotate(rotated);
            case RootChange.SecretsRewrapped rewrapped -> rewraps.apply(rewrapped);
            case RootChange.Retired retired -> retire(retired);
            case RootChange.Refused refused -> refuse(refused.tenantId(), refused.refusal());
            case RootChange.Restored restored -> restore(restored.tenantId());
        };
    }

    private boolean create(TenantRoot root) throws SQLException {
        long tenant = tenants.of(session, root.tenantId());
        if (session.update(FIRST, root.createdAt().toEpochMilli(), tenant, Operation.CREATE_TENANT_ROOT.receiptName())
                != 1) {
            return false;
        }
        write(tenant, root);
        return true;
    }

    private boolean create(Tenant tenant, TenantRoot root) throws SQLException {
        if (!create(root)) {
            return false;
        }
        if (tenant.name().isPresent()) {
            session.update(
                    NAME, tenants.of(session, tenant.tenantId()), tenant.name().get());
        }
        return true;
    }

    private boolean change(RootChange.WrappingsChanged changed) throws SQLException {
        long tenant = tenants.of(session, changed.tenant().tenantId());
        List<Integer> wrapped =
                changed.versions().stream().map(TenantRoot::version).toList();
        if (!isWrapped(tenant, changed.before()) || !versions.inForce(tenant).equals(wrapped)) {
            return false;
        }
        session.update(UNWRAP, tenant);
        session.update(REMOVE_WRAPPINGS, tenant);
        for (TenantRoot version : changed.versions()) {
            write(tenant, version);
        }
        return true;
    }

    private boolean rotate(RootChange.Rotated rotated) throws SQLException {
        TenantRoot next = rotated.next();
        long tenant = tenants.of(session, next.tenantId());
        List<Integer> inForce = versions.inForce(tenant);
        if (inForce.isEmpty()
                || inForce.getFirst() != rotated.oldest()
                || inForce.getLast() != next.version() - 1
                || !isWrapped(tenant, next.wrappings())) {
            return false;
        }
        session.update(NEXT, tenant, next.version(), next.createdAt().toEpochMilli());
        write(tenant, next);
        return true;
    }

    private boolean retire(RootChange.Retired retired) throws SQLException {
        long tenant = tenants.of(session, retired.tenantId());
        List<Integer> inForce = versions.inForce(tenant);
        if (inForce.size() < 2
                || inForce.getFirst() != retired.version()
                || inForce.getLast() != retired.newest()
                || !isWrapped(tenant, retired.wrappings())
                || SqlDependantStore.isNeeded(session, tenant, retired.version())) {
            return false;
        }
        session.update(RETIRE, retired.at().toEpochMilli(), tenant, retired.version());
        session.update(UNWRAP_VERSION, tenant, retired.version());
        return true;
    }

    private boolean isWrapped(long tenant, List<Wrapping> wrappings) throws SQLException {
        return session.list(SqlTenantStore.WRAPPINGS, WrappingRow::read, tenant).equals(wrappings);
    }

    private boolean refuse(String tenantId, RootRefusal refusal) throws SQLException {
        return session.update(
                        REFUSE,
                        tenants.of(session, tenantId),
                        refusal.provider(),
                        refusal.reason(),
                        refusal.refusedAt().toEpochMilli())
                == 1;
    }

    private boolean restore(String tenantId) throws SQLException {
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
