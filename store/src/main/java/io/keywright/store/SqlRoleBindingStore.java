package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.role.RoleBindingStore;
import io.keywright.core.row.Rows;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.RowKind;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bindings of roles as rows. */
final class SqlRoleBindingStore implements RoleBindingStore {

    /** Stands for every environment, and for every plane. */
    static final String ALL = "";

    static final String SELECT =
            "SELECT b.binding_id, b.tenant_id, b.identity, b.role, b.environment, b.plane, b.created_at, "
                    + TagRows.columns("bt") + " FROM role_bindings b"
                    + TagRows.join(RowKind.ROLE_BINDING, "b.binding_id", "bt") + " ORDER BY b.binding_id";

    private final Readers readers;
    private final TagRows tags;

    SqlRoleBindingStore(Readers readers, TagRows tags) {
        this.readers = readers;
        this.tags = tags;
    }

    @Override
    public List<RoleBinding> roleBindings() throws StoreException {
        return readers.read(session -> session.list(SELECT, this::checked));
    }

    private RoleBinding checked(ResultSet row) throws SQLException {
        RoleBinding binding = binding(row);
        tags.check(Rows.of(binding), row, "bt");
        return binding;
    }

    static RoleBinding binding(ResultSet row) throws SQLException {
        try {
            return new RoleBinding(
                    UuidBytes.read(row.getBytes(1)),
                    row.getString(2),
                    row.getString(3),
                    WireName.parse(Role.class, row.getString(4)),
                    named(Environment.class, row.getString(5)),
                    named(Plane.class, row.getString(6)),
                    Instant.ofEpochMilli(row.getLong(7)));
        } catch (IllegalArgumentException e) {
            throw new SQLException("a role binding's row is damaged, or was written by a newer version", e);
        }
    }

    private static <E extends Enum<E> & WireName> @Nullable E named(Class<E> type, String name) {
        return name.equals(ALL) ? null : WireName.parse(type, name);
    }
}
