-- Where events go, and the place in the ledger before which everything has been delivered.
CREATE TABLE subscriptions (
    subscription_id BLOB PRIMARY KEY CHECK (length(subscription_id) = 16),
    tenant_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    secret BLOB,
    event_types TEXT NOT NULL,
    next_index INTEGER NOT NULL,
    state TEXT NOT NULL,
    dead_reason TEXT,
    generation INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CHECK ((state = 'dead') = (dead_reason IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX subscriptions_by_tenant ON subscriptions (tenant_id);
