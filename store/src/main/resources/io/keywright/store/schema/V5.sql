-- What the operations of the ledger changed, each bound to its receipt by its digest.
CREATE TABLE ledger_changes (
    idx INTEGER PRIMARY KEY,
    canonical BLOB NOT NULL
) STRICT;
