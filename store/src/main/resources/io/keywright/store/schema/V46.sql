-- Certificate authorities whose keys are keys of the service, and what they have issued and revoked. Times are milliseconds since 1970.
CREATE TABLE authorities (
    authority_id BLOB PRIMARY KEY CHECK (length(authority_id) = 16),
    tenant INTEGER NOT NULL REFERENCES tenants (id),
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    name TEXT NOT NULL,
    key_id BLOB NOT NULL UNIQUE CHECK (length(key_id) = 16),
    parent_id BLOB CHECK (length(parent_id) = 16),
    rules TEXT NOT NULL,
    -- What somebody outside makes the certificate of.
    request BLOB,
    certificate BLOB,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX authorities_of_scope ON authorities (tenant, environment, plane, authority_id);

-- The certificates above an authority's own, its issuer's first.
CREATE TABLE authority_chains (
    authority_id BLOB NOT NULL REFERENCES authorities (authority_id),
    place INTEGER NOT NULL,
    certificate BLOB NOT NULL,
    PRIMARY KEY (authority_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE certificates (
    certificate_id BLOB PRIMARY KEY CHECK (length(certificate_id) = 16),
    authority_id BLOB NOT NULL REFERENCES authorities (authority_id),
    serial BLOB NOT NULL,
    tenant INTEGER NOT NULL REFERENCES tenants (id),
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    -- Whose it is; none for an authority's.
    module TEXT,
    certificate BLOB NOT NULL,
    not_before INTEGER NOT NULL,
    not_after INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX certificates_by_serial ON certificates (authority_id, serial);
CREATE INDEX certificates_of_scope ON certificates (tenant, environment, plane, certificate_id);
CREATE INDEX certificates_of_module ON certificates (tenant, environment, plane, module, certificate_id);

-- In the order in which they were revoked; no row is ever removed.
CREATE TABLE certificate_revocations (
    position INTEGER PRIMARY KEY,
    certificate_id BLOB NOT NULL UNIQUE REFERENCES certificates (certificate_id),
    authority_id BLOB NOT NULL,
    -- SHA-256 of the authority's public key, in hexadecimal digits.
    issuer_key TEXT NOT NULL,
    serial BLOB NOT NULL,
    not_after INTEGER NOT NULL,
    revoked_at INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE INDEX certificate_revocations_of_authority ON certificate_revocations (authority_id, not_after);

-- How many certificates an authority has revoked, and the list that it signed last.
CREATE TABLE revocation_lists (
    authority_id BLOB PRIMARY KEY REFERENCES authorities (authority_id),
    revoked INTEGER NOT NULL DEFAULT 0,
    number INTEGER NOT NULL DEFAULT 0,
    covered INTEGER,
    list BLOB,
    signed_at INTEGER,
    next_update INTEGER
) STRICT;
