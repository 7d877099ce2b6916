-- The key that cosigns checkpoints: the private key under a wrapping key, and that under the root.
CREATE TABLE ledger_cosigner_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    verifier_key TEXT NOT NULL,
    provider TEXT NOT NULL,
    wrapping_key BLOB NOT NULL,
    wrapped BLOB NOT NULL
) STRICT;

-- What witnesses cosigned last, by the operator's names for them.
CREATE TABLE witnesses (
    name TEXT PRIMARY KEY,
    size INTEGER NOT NULL CHECK (size >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE witnessed_checkpoint (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    checkpoint TEXT NOT NULL
) STRICT;
