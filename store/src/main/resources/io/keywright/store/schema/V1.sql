-- Names that stand in big tables as small numbers.
CREATE TABLE tenants (
    id INTEGER PRIMARY KEY,
    tenant_id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE operations (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE tenant_roots (
    tenant INTEGER PRIMARY KEY REFERENCES tenants (id),
    provider TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- Times are milliseconds since 1970. The long columns come last, so that listings need not read past them.
CREATE TABLE keys (
    id INTEGER PRIMARY KEY,
    tenant INTEGER NOT NULL REFERENCES tenants (id),
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    key_id BLOB NOT NULL CHECK (length(key_id) = 16),
    key_alias TEXT,
    key_type TEXT NOT NULL,
    key_usage TEXT NOT NULL,
    key_state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    rotation_count INTEGER NOT NULL,
    rotated_from BLOB,
    rotated_to BLOB,
    revocation_reason TEXT,
    revoked_at INTEGER,
    requires_approval INTEGER NOT NULL,
    max_usage_per_day INTEGER NOT NULL,
    protection TEXT NOT NULL,
    allowed_modules TEXT NOT NULL,
    wrapped BLOB,
    public_key TEXT NOT NULL,
    UNIQUE (tenant, environment, plane, key_id),
    CHECK ((key_state = 'destroyed') = (wrapped IS NULL))
) STRICT;

CREATE INDEX keys_by_kind ON keys (key_type, key_state);

CREATE TABLE aliases (
    tenant INTEGER NOT NULL,
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    alias TEXT NOT NULL,
    key_id BLOB NOT NULL,
    PRIMARY KEY (tenant, environment, plane, alias),
    FOREIGN KEY (tenant, environment, plane, key_id) REFERENCES keys (tenant, environment, plane, key_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    verifier_key TEXT NOT NULL,
    provider TEXT NOT NULL,
    wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE ledger_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size INTEGER NOT NULL,
    checkpoint TEXT NOT NULL
) STRICT;

-- No foreign keys here: the writer looks the numbers up itself, and a check of each row would cost a third more.
CREATE TABLE ledger_entries (
    idx INTEGER PRIMARY KEY,
    receipt_id BLOB NOT NULL UNIQUE CHECK (length(receipt_id) = 16),
    tenant INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    key_id BLOB,
    ts INTEGER NOT NULL,
    canonical BLOB NOT NULL
) STRICT;

CREATE TABLE ledger_tiles (
    level INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, idx)
) STRICT;

-- The ledger's index: which spans of 1024 entries hold what, and what time the full ones cover.
CREATE TABLE ledger_spans (
    span INTEGER PRIMARY KEY,
    earliest INTEGER NOT NULL,
    latest INTEGER NOT NULL
) STRICT;

CREATE TABLE ledger_tenant_spans (
    tenant INTEGER NOT NULL,
    span INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    PRIMARY KEY (tenant, span, operation)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_key_spans (
    tenant INTEGER NOT NULL,
    key_id BLOB NOT NULL,
    span INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    PRIMARY KEY (tenant, key_id, span, operation)
) STRICT, WITHOUT ROWID;
