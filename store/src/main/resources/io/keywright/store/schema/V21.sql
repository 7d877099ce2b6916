-- What people call a tenant, and whether its provider has switched its keys off.
CREATE TABLE tenant_names (
    tenant INTEGER PRIMARY KEY REFERENCES tenants (id),
    name TEXT NOT NULL
) STRICT;

CREATE TABLE refused_roots (
    tenant INTEGER PRIMARY KEY REFERENCES tenants (id),
    provider TEXT NOT NULL,
    reason TEXT NOT NULL,
    refused_at INTEGER NOT NULL
) STRICT;
