-- Whether a key's material may leave the service, and where it was made.
ALTER TABLE key_lines ADD COLUMN exportable INTEGER NOT NULL DEFAULT 0;
ALTER TABLE keys ADD COLUMN origin TEXT NOT NULL DEFAULT 'generated';

-- Imports that have begun and not ended: what key each will make, and the private key that its material is wrapped for. Times are
-- in milliseconds since 1970.
CREATE TABLE key_imports (
    import_id BLOB PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    plan BLOB NOT NULL,
    begun_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    private_key BLOB NOT NULL,
    root_version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX key_imports_of_tenant ON key_imports (tenant_id, expires_at);

CREATE INDEX key_imports_to_expire ON key_imports (expires_at);
