-- A role can hold in one environment and plane; an empty name stands for all, because NULL equals nothing.
CREATE TABLE scoped_role_bindings (
    binding_id BLOB PRIMARY KEY CHECK (length(binding_id) = 16),
    tenant_id TEXT NOT NULL,
    identity TEXT NOT NULL,
    role TEXT NOT NULL,
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (tenant_id, identity, role, environment, plane)
) STRICT, WITHOUT ROWID;

INSERT INTO scoped_role_bindings (binding_id, tenant_id, identity, role, environment, plane, created_at)
    SELECT binding_id, tenant_id, identity, role, '', '', created_at FROM role_bindings;
DROP TABLE role_bindings;
ALTER TABLE scoped_role_bindings RENAME TO role_bindings;
