-- That this store was put together from a backup, until the ledger tells it. lost is how many receipts are missing at least, if
-- anybody knew; restored_at is milliseconds since 1970.
CREATE TABLE untold_restoration (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    backup_id TEXT NOT NULL,
    receipts INTEGER NOT NULL,
    lost INTEGER,
    restored_at INTEGER NOT NULL
) STRICT;
