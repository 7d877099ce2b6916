-- Which agent has put which version of a trust bundle in place. Times are milliseconds since 1970.
CREATE TABLE trust_bundle_reports (
    tenant_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    scope_plane TEXT NOT NULL,
    plane TEXT NOT NULL,
    subject TEXT NOT NULL,
    agent TEXT NOT NULL,
    version INTEGER NOT NULL,
    reported_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, environment, scope_plane, plane, subject, agent)
) STRICT, WITHOUT ROWID;
