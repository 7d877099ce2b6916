-- A retired anchor stays, so that old receipts can be understood.
CREATE TABLE trust_anchors (
    id INTEGER PRIMARY KEY,
    tenant INTEGER NOT NULL REFERENCES tenants (id),
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    anchor_id BLOB NOT NULL UNIQUE CHECK (length(anchor_id) = 16),
    anchor_type TEXT NOT NULL,
    certificate BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX trust_anchors_in_force ON trust_anchors (tenant, environment, plane, certificate) WHERE retired = 0;
