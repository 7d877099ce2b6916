-- Where trust anchors are handed out, and how they follow each other. Times are milliseconds since 1970.
-- NULL: where such anchors usually are.
ALTER TABLE trust_anchors ADD COLUMN planes TEXT;
ALTER TABLE trust_anchors ADD COLUMN replaces BLOB CHECK (length(replaces) = 16);
ALTER TABLE trust_anchors ADD COLUMN trusted_until INTEGER;

CREATE INDEX trust_anchors_ending ON trust_anchors (trusted_until) WHERE retired = 0 AND trusted_until IS NOT NULL;
