package io.keywright.store;

import io.keywright.model.RoleBinding;
import java.sql.SQLException;
import java.util.UUID;

/** Writes which roles are bound to whom. */
final class RoleChanges {

    private static final String BIND = """
            INSERT INTO role_bindings (binding_id, tenant_id, identity, role, created_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, identity, role) DO NOTHING""";
    private static final String UNBIND = "DELETE FROM role_bindings WHERE binding_id = ?";

    private final Session session;

    RoleChanges(Session session) {
        this.session = session;
    }

    boolean bind(RoleBinding binding) throws SQLException {
        return session.update(
                        BIND,
                        UuidBytes.of(binding.bindingId()),
                        binding.tenantId(),
                        binding.identity(),
                        binding.role().wireName(),
                        binding.createdAt().toEpochMilli())
                == 1;
    }

    boolean unbind(UUID bindingId) throws SQLException {
        return session.update(UNBIND, UuidBytes.of(bindingId)) == 1;
    }
}
