-- Who may order certificates by ACME, and what is on order. Times are milliseconds since 1970.
CREATE TABLE acme_credentials (
    credential_id BLOB PRIMARY KEY CHECK (length(credential_id) = 16),
    authority_id BLOB NOT NULL REFERENCES authorities (authority_id),
    tenant INTEGER NOT NULL REFERENCES tenants (id),
    environment TEXT NOT NULL,
    plane TEXT NOT NULL,
    module TEXT NOT NULL,
    root_version INTEGER NOT NULL,
    secret BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX acme_credentials_of_authority ON acme_credentials (authority_id, credential_id);
CREATE INDEX acme_credentials_of_root ON acme_credentials (tenant, root_version, credential_id);

CREATE TABLE acme_accounts (
    account_id BLOB PRIMARY KEY CHECK (length(account_id) = 16),
    authority_id BLOB NOT NULL REFERENCES authorities (authority_id),
    credential_id BLOB NOT NULL REFERENCES acme_credentials (credential_id),
    -- The public key, and its RFC 7638 thumbprint in Base64url.
    jwk TEXT NOT NULL,
    thumbprint TEXT NOT NULL,
    deactivated INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX acme_accounts_by_key ON acme_accounts (authority_id, thumbprint);
CREATE INDEX acme_accounts_of_credential ON acme_accounts (credential_id);

-- Removed once they have expired.
CREATE TABLE acme_orders (
    order_id BLOB PRIMARY KEY CHECK (length(order_id) = 16),
    account_id BLOB NOT NULL REFERENCES acme_accounts (account_id),
    not_after INTEGER,
    certificate_id BLOB CHECK (length(certificate_id) = 16),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX acme_orders_of_account ON acme_orders (account_id, order_id);
CREATE INDEX acme_orders_expiring ON acme_orders (expires_at);

CREATE TABLE acme_authorizations (
    authorization_id BLOB PRIMARY KEY CHECK (length(authorization_id) = 16),
    order_id BLOB NOT NULL REFERENCES acme_orders (order_id),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    token TEXT NOT NULL,
    state TEXT NOT NULL,
    settled_at INTEGER,
    problem_type TEXT,
    problem_detail TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX acme_authorizations_of_order ON acme_authorizations (order_id, place);
