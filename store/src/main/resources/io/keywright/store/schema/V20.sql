-- What changing calls were answered, for a day, for callers who send the same again. id, caller and fingerprint are SHA-256.
-- An answer that shows a secret is wrapped under the version of its tenant's root that it names.
CREATE TABLE kept_answers (
    id BLOB PRIMARY KEY CHECK (length(id) = 32),
    caller BLOB NOT NULL CHECK (length(caller) = 32),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    kept_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    root_version INTEGER,
    answer BLOB NOT NULL
) STRICT;

CREATE INDEX kept_answers_expiring ON kept_answers (expires_at);

-- How many of them each caller has: counting rows would take the longer the more there are.
CREATE TABLE kept_answer_counts (
    caller BLOB PRIMARY KEY,
    answers INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
