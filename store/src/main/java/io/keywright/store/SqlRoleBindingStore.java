package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.role.RoleBindingStore;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Bindings of roles as rows. */
final class SqlRoleBindingStore implements RoleBindingStore {

    private static final String ALL =
            "SELECT binding_id, tenant_id, identity, role, created_at FROM role_bindings ORDER BY binding_id";

    private final Readers readers;

    SqlRoleBindingStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public List<RoleBinding> roleBindings() throws StoreException {
        return readers.read(session -> session.list(ALL, SqlRoleBindingStore::binding));
    }

    private static RoleBinding binding(ResultSet row) throws SQLException {
        try {
            return new RoleBinding(
                    UuidBytes.read(row.getBytes(1)),
                    row.getString(2),
                    row.getString(3),
                    WireName.parse(Role.class, row.getString(4)),
                    Instant.ofEpochMilli(row.getLong(5)));
        } catch (IllegalArgumentException e) {
            throw new SQLException("a role binding's row is damaged, or was written by a newer version", e);
        }
    }
}
