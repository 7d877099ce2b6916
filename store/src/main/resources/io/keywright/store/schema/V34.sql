-- Another key can succeed the ledger's. The old one is kept for as long as it signs beside the new one.
CREATE TABLE retiring_ledger_keys (
    verifier_key TEXT NOT NULL PRIMARY KEY,
    provider TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    until INTEGER NOT NULL
) STRICT;

-- How the keys followed each other: a note that both have signed, by how many receipts are of the old key and those before.
CREATE TABLE ledger_succession (
    size INTEGER PRIMARY KEY,
    statement TEXT NOT NULL
) STRICT;
