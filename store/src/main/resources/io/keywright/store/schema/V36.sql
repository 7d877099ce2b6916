-- Receipts that tell of the use of other keys than their own: what a key was re-encrypted to, and older versions in a batch.
CREATE TABLE ledger_told_uses (
    tenant INTEGER NOT NULL,
    key_id BLOB NOT NULL,
    idx INTEGER NOT NULL,
    ts INTEGER NOT NULL,
    PRIMARY KEY (tenant, key_id, idx)
) STRICT, WITHOUT ROWID;

INSERT INTO ledger_told_uses (tenant, key_id, idx, ts)
SELECT DISTINCT e.tenant, unhex(json_extract(u.value, '$.key_id'), '-') AS key_id, e.idx, e.ts
FROM ledger_changes c JOIN ledger_entries e ON e.idx = c.idx, json_each(CAST(c.canonical AS TEXT), '$.uses') u
WHERE unhex(json_extract(u.value, '$.key_id'), '-') IS NOT e.key_id;

-- How many ciphertexts under each version of a key have left the service, and since when they are so many that it is due for
-- rotation.
CREATE TABLE key_encryptions (
    tenant INTEGER NOT NULL,
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    key_id BLOB NOT NULL CHECK (length(key_id) = 16),
    encryptions INTEGER NOT NULL CHECK (encryptions > 0),
    near_limit_at INTEGER,
    PRIMARY KEY (tenant, environment, plane, key_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX key_encryptions_near_limit ON key_encryptions (near_limit_at) WHERE near_limit_at IS NOT NULL;

-- As the ledger tells it: one for each receipt of encrypting that is no refusal, or what its change says. Of a span that
-- lies in the archive only, no more is known than that it may hold as many receipts of a key as it has.
INSERT INTO key_encryptions (tenant, environment, plane, key_id, encryptions, near_limit_at)
SELECT k.tenant, k.environment, k.plane, k.key_id, sum(made.times),
    CASE WHEN sum(made.times) >= 2147483648 THEN unixepoch() * 1000 END
FROM (
    SELECT e.key_id, 1 AS times FROM ledger_entries e LEFT JOIN ledger_changes c ON c.idx = e.idx
    WHERE e.operation IN (SELECT id FROM operations WHERE name IN ('encrypt', 'data_key_generated'))
        AND json_extract(CAST(e.canonical AS TEXT), '$.kms_context.error_code') IS NULL
        AND (c.idx IS NULL OR json_extract(CAST(c.canonical AS TEXT), '$.uses') IS NULL)
    UNION ALL
    SELECT unhex(json_extract(u.value, '$.key_id'), '-'), json_extract(u.value, '$.times')
    FROM ledger_changes c LEFT JOIN ledger_entries e ON e.idx = c.idx, json_each(CAST(c.canonical AS TEXT), '$.uses') u
    WHERE json_extract(u.value, '$.usage') = 'encrypt'
        AND json_extract(CAST(e.canonical AS TEXT), '$.kms_context.error_code') IS NULL
    UNION ALL
    SELECT s.key_id, 1024 FROM ledger_key_spans s
    WHERE s.operation IN (SELECT id FROM operations WHERE name IN ('encrypt', 'data_key_generated'))
        AND s.span < coalesce((SELECT receipts / 1024 FROM ledger_pruned WHERE id = 1), 0)
) made JOIN keys k ON k.key_id = made.key_id
GROUP BY k.id;
