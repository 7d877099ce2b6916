-- How often providers were called for tenants in a month (yyyy-mm, UTC), by operation; 'saved' is what needed no call.
CREATE TABLE provider_calls (
    month TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    operation TEXT NOT NULL,
    calls INTEGER NOT NULL CHECK (calls > 0),
    PRIMARY KEY (month, tenant_id, provider, operation)
) STRICT, WITHOUT ROWID;
