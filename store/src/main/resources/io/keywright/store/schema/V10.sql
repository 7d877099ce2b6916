-- A tenant's root has versions, and the tenant wrappings: keys of providers, each of which opens every version.
CREATE TABLE tenant_root_versions (
    tenant INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL CHECK (version > 0),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE tenant_wrappings (
    tenant INTEGER NOT NULL REFERENCES tenants (id),
    wrapping_id BLOB NOT NULL CHECK (length(wrapping_id) = 16),
    provider TEXT NOT NULL,
    provider_key TEXT,
    provider_role TEXT,
    external_id TEXT,
    preference INTEGER NOT NULL,
    PRIMARY KEY (tenant, wrapping_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tenant_root_wraps (
    tenant INTEGER NOT NULL,
    version INTEGER NOT NULL,
    wrapping_id BLOB NOT NULL,
    wrapped BLOB NOT NULL,
    wrapped_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, version, wrapping_id),
    FOREIGN KEY (tenant, version) REFERENCES tenant_root_versions (tenant, version),
    FOREIGN KEY (tenant, wrapping_id) REFERENCES tenant_wrappings (tenant, wrapping_id)
) STRICT, WITHOUT ROWID;

-- What there was has one version and one wrapping, whose id is a UUID of version 7 of the time of the root.
INSERT INTO tenant_root_versions (tenant, version, created_at) SELECT tenant, 1, created_at FROM tenant_roots;
INSERT INTO tenant_wrappings (tenant, wrapping_id, provider, preference)
    SELECT tenant,
        unhex(printf('%012x', created_at) || '7' || substr(hex(randomblob(2)), 2) || '8' || substr(hex(randomblob(8)), 2)),
        provider, 0
    FROM tenant_roots;
INSERT INTO tenant_root_wraps (tenant, version, wrapping_id, wrapped, wrapped_at)
    SELECT r.tenant, 1, w.wrapping_id, r.wrapped, r.created_at FROM tenant_roots r JOIN tenant_wrappings w ON w.tenant = r.tenant;
DROP TABLE tenant_roots;

-- Which version of the root a secret lies under.
ALTER TABLE keys ADD COLUMN root_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE subscriptions ADD COLUMN root_version INTEGER NOT NULL DEFAULT 1;
