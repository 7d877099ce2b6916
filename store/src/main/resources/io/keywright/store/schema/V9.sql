-- How much of the ledger, from its beginning, lies in the archive only.
CREATE TABLE ledger_pruned (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    receipts INTEGER NOT NULL
) STRICT;

-- When the ids of those receipts were made, for each bundle of 256.
CREATE TABLE ledger_pruned_bundles (
    bundle INTEGER PRIMARY KEY,
    earliest INTEGER NOT NULL,
    latest INTEGER NOT NULL
) STRICT;

CREATE INDEX ledger_pruned_bundles_by_time ON ledger_pruned_bundles (latest, earliest);
