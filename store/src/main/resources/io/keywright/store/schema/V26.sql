-- Key pairs that may be inside providers, by the id of the key that they are for. One that no key needs has a time (milliseconds
-- since 1970) after which it is to be erased there, and then here.
CREATE TABLE distant_keys (
    name TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    erase_after INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX distant_keys_unneeded ON distant_keys (name) WHERE erase_after IS NOT NULL;

-- It said where the root was kept. What there is was all made here.
UPDATE keys SET protection = 'software';
