-- A version of a tenant's root is in force until nothing lies under it any more and it is retired. Its row stays, its wraps go.
ALTER TABLE tenant_root_versions ADD COLUMN retired_at INTEGER;

-- What lies under a version of a root.
CREATE INDEX keys_by_root ON keys (tenant, root_version, key_id) WHERE wrapped IS NOT NULL;
