-- When a line's next version is made by itself: a period in milliseconds, 0 for never, nothing for the installation's schedule;
-- and how far ahead of that, in 65536 steps: the last two bytes of its id.
ALTER TABLE key_lines ADD COLUMN rotation_period INTEGER;
ALTER TABLE key_lines ADD COLUMN rotation_step INTEGER NOT NULL DEFAULT 0;

UPDATE key_lines SET rotation_step =
    4096 * (instr('0123456789ABCDEF', substr(hex(line_id), 29, 1)) - 1)
    + 256 * (instr('0123456789ABCDEF', substr(hex(line_id), 30, 1)) - 1)
    + 16 * (instr('0123456789ABCDEF', substr(hex(line_id), 31, 1)) - 1)
    + instr('0123456789ABCDEF', substr(hex(line_id), 32, 1)) - 1;

CREATE INDEX key_lines_by_period ON key_lines (rotation_period) WHERE rotation_period > 0;

-- With how many days left it was told last that the key's rotation awaits an approval.
ALTER TABLE keys ADD COLUMN rotation_announced INTEGER;

CREATE INDEX keys_by_age ON keys (created_at) WHERE key_state = 'active';

-- Who rotates keys, and until when.
CREATE TABLE rotation_lease (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    holder BLOB NOT NULL CHECK (length(holder) = 16),
    until INTEGER NOT NULL
) STRICT;

CREATE TABLE rotation_runs (
    run_id BLOB PRIMARY KEY CHECK (length(run_id) = 16),
    started_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE rotation_results (
    run_id BLOB NOT NULL,
    key_id BLOB NOT NULL CHECK (length(key_id) = 16),
    tenant INTEGER NOT NULL REFERENCES tenants (id),
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    kind TEXT NOT NULL,
    successor BLOB,
    reason TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (run_id, key_id)
) STRICT, WITHOUT ROWID;
