-- A key has a line and versions: the line holds what rotation keeps, a version what has material of its own.
CREATE TABLE key_lines (
    id INTEGER PRIMARY KEY,
    tenant INTEGER NOT NULL REFERENCES tenants (id),
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    line_id BLOB NOT NULL CHECK (length(line_id) = 16),
    alias TEXT,
    key_type TEXT NOT NULL,
    key_usage TEXT NOT NULL,
    policy_version INTEGER NOT NULL,
    requires_approval INTEGER NOT NULL,
    max_usage_per_day INTEGER NOT NULL,
    allowed_modules TEXT NOT NULL,
    module_operations TEXT NOT NULL,
    UNIQUE (tenant, environment, plane, line_id)
) STRICT;

CREATE TABLE key_versions (
    id INTEGER PRIMARY KEY,
    line INTEGER NOT NULL REFERENCES key_lines (id),
    number INTEGER NOT NULL CHECK (number > 0),
    tenant INTEGER NOT NULL REFERENCES tenants (id),
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    key_id BLOB NOT NULL CHECK (length(key_id) = 16),
    key_state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    rotated_from BLOB,
    rotated_to BLOB,
    revocation_reason TEXT,
    revoked_at INTEGER,
    protection TEXT NOT NULL,
    root_version INTEGER NOT NULL,
    wrapped BLOB,
    public_key TEXT NOT NULL,
    UNIQUE (tenant, environment, plane, key_id),
    UNIQUE (line, number),
    CHECK ((key_state = 'destroyed') = (wrapped IS NULL))
) STRICT;

-- A line has the number that its first version had as a row.
WITH RECURSIVE ancestry (id, first) AS (
    SELECT id, id FROM keys WHERE rotated_from IS NULL
    UNION ALL
    SELECT s.id, a.first FROM ancestry a JOIN keys k ON k.id = a.id
    JOIN keys s ON s.tenant = k.tenant AND s.environment = k.environment AND s.plane = k.plane AND s.key_id = k.rotated_to
)
INSERT INTO key_lines (id, tenant, environment, plane, line_id, alias, key_type, key_usage, policy_version,
    requires_approval, max_usage_per_day, allowed_modules, module_operations)
-- The newest version's policy becomes the line's, under a version that none of the policies had. Of columns beside max(),
-- SQLite takes those of the row that has it.
SELECT first, tenant, environment, plane, (SELECT f.key_id FROM keys f WHERE f.id = first), key_alias, key_type, key_usage,
    total, requires_approval, max_usage_per_day, allowed_modules, module_operations
FROM (
    SELECT a.first, k.*, max(k.rotation_count), sum(k.policy_version) AS total
    FROM ancestry a JOIN keys k ON k.id = a.id GROUP BY a.first
);

WITH RECURSIVE ancestry (id, first) AS (
    SELECT id, id FROM keys WHERE rotated_from IS NULL
    UNION ALL
    SELECT s.id, a.first FROM ancestry a JOIN keys k ON k.id = a.id
    JOIN keys s ON s.tenant = k.tenant AND s.environment = k.environment AND s.plane = k.plane AND s.key_id = k.rotated_to
)
INSERT INTO key_versions (id, line, number, tenant, environment, plane, key_id, key_state, created_at, valid_from,
    valid_until, rotated_from, rotated_to, revocation_reason, revoked_at, protection, root_version, wrapped, public_key)
SELECT k.id, a.first, k.rotation_count + 1, k.tenant, k.environment, k.plane, k.key_id, k.key_state, k.created_at,
    k.valid_from, k.valid_until, k.rotated_from, k.rotated_to, k.revocation_reason, k.revoked_at, k.protection,
    k.root_version, k.wrapped, k.public_key
FROM keys k JOIN ancestry a ON a.id = k.id;

CREATE TABLE line_aliases (
    tenant INTEGER NOT NULL,
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    alias TEXT NOT NULL,
    line INTEGER NOT NULL REFERENCES key_lines (id),
    PRIMARY KEY (tenant, environment, plane, alias)
) STRICT, WITHOUT ROWID;

INSERT INTO line_aliases (tenant, environment, plane, alias, line)
    SELECT a.tenant, a.environment, a.plane, a.alias, v.line FROM aliases a JOIN key_versions v
    ON v.tenant = a.tenant AND v.environment = a.environment AND v.plane = a.plane AND v.key_id = a.key_id;

DROP TABLE aliases;
DROP TABLE keys;
ALTER TABLE line_aliases RENAME TO aliases;
ALTER TABLE key_versions RENAME TO keys;

CREATE INDEX keys_in_grace ON keys (key_state) WHERE key_state = 'pending_rotation';
