-- How often keys were used, of the last two days. No foreign keys, as with the ledger.
CREATE TABLE key_usage (
    day INTEGER NOT NULL,
    tenant INTEGER NOT NULL,
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    key_id BLOB NOT NULL CHECK (length(key_id) = 16),
    uses INTEGER NOT NULL CHECK (uses > 0),
    PRIMARY KEY (day, tenant, environment, plane, key_id)
) STRICT, WITHOUT ROWID;

-- Changes of a key's policy are counted, so that none is made on top of one that its maker has not seen.
ALTER TABLE keys ADD COLUMN policy_version INTEGER NOT NULL DEFAULT 1;

-- What single modules may do: a line each, the module and its operations.
ALTER TABLE keys ADD COLUMN module_operations TEXT NOT NULL DEFAULT '';
