-- A page of a scope's keys is read from an index, whichever filter narrows it. A version is of its line's type for good.
ALTER TABLE keys ADD COLUMN key_type TEXT NOT NULL DEFAULT '';

UPDATE keys SET key_type = (SELECT l.key_type FROM key_lines l WHERE l.id = line);

CREATE INDEX keys_by_state ON keys (tenant, environment, plane, key_state, key_id);
CREATE INDEX keys_by_type ON keys (tenant, environment, plane, key_type, key_id);
CREATE INDEX keys_by_type_and_state ON keys (tenant, environment, plane, key_type, key_state, key_id);
CREATE INDEX key_lines_by_alias ON key_lines (tenant, environment, plane, alias) WHERE alias IS NOT NULL;
