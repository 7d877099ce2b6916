package io.keywright.store;

import io.keywright.core.change.RoleChange;
import io.keywright.model.RoleBinding;
import io.keywright.model.WireName;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes which roles are bound to whom. */
final class RoleChanges {

    private static final String BIND = """
            INSERT INTO role_bindings (binding_id, tenant_id, identity, role, environment, plane, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, identity, role, environment, plane) DO NOTHING""";
    private static final String UNBIND = "DELETE FROM role_bindings WHERE binding_id = ?";

    private final Session session;

    RoleChanges(Session session) {
        this.session = session;
    }

    boolean apply(RoleChange change) throws SQLException {
        return switch (change) {
            case RoleChange.Bound bound -> bind(bound.binding());
            case RoleChange.Unbound unbound -> unbind(unbound.binding().bindingId());
        };
    }

    private boolean bind(RoleBinding binding) throws SQLException {
        return session.update(
                        BIND,
                        UuidBytes.of(binding.bindingId()),
                        binding.tenantId(),
                        binding.identity(),
                        binding.role().wireName(),
                        orAll(binding.environment()),
                        orAll(binding.plane()),
                        binding.createdAt().toEpochMilli())
                == 1;
    }

    private static String orAll(@Nullable WireName name) {
        return name == null ? SqlRoleBindingStore.ALL : name.wireName();
    }

    private boolean unbind(UUID bindingId) throws SQLException {
        return session.update(UNBIND, UuidBytes.of(bindingId)) == 1;
    }
}
