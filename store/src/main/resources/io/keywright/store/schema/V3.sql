CREATE TABLE role_bindings (
    binding_id BLOB PRIMARY KEY CHECK (length(binding_id) = 16),
    tenant_id TEXT NOT NULL,
    identity TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (tenant_id, identity, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE approvals (
    tenant INTEGER NOT NULL REFERENCES tenants (id),
    approval_id BLOB NOT NULL UNIQUE CHECK (length(approval_id) = 16),
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    operation TEXT NOT NULL,
    key_id BLOB,
    request_digest BLOB NOT NULL CHECK (length(request_digest) = 32),
    reason TEXT NOT NULL,
    requester TEXT NOT NULL,
    requester_person TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, approval_id)
) STRICT, WITHOUT ROWID;

-- An identity votes once, and so does a person through whichever identity; NULL equals nothing.
CREATE TABLE approval_votes (
    approval_id BLOB NOT NULL REFERENCES approvals (approval_id),
    voter TEXT NOT NULL,
    voter_person TEXT,
    granted INTEGER NOT NULL,
    voted_at INTEGER NOT NULL,
    PRIMARY KEY (approval_id, voter),
    UNIQUE (approval_id, voter_person)
) STRICT, WITHOUT ROWID;

CREATE TABLE spent_approvals (
    issuer TEXT NOT NULL,
    token_id TEXT NOT NULL,
    spent_at INTEGER NOT NULL,
    PRIMARY KEY (issuer, token_id)
) STRICT, WITHOUT ROWID;
