-- When a key's material is to be erased (milliseconds since 1970), if that is planned.
ALTER TABLE keys ADD COLUMN destroys_at INTEGER;

CREATE INDEX keys_to_destroy ON keys (destroys_at) WHERE destroys_at IS NOT NULL;
