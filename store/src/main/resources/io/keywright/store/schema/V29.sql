-- The key that vouches for rows, wrapped by a root provider.
CREATE TABLE row_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key_id BLOB NOT NULL,
    provider TEXT NOT NULL,
    wrapped BLOB NOT NULL
) STRICT;

-- What vouches for a row: a MAC over what it says, and over the index of the receipt whose change left it so. The row's id is
-- that of its own table.
CREATE TABLE row_tags (
    kind INTEGER NOT NULL,
    id ANY NOT NULL,
    idx INTEGER NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
