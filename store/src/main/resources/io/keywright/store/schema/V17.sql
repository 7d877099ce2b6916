-- A subscription is of the scope that it was made in: its receipt and the change that it vouches for tell which.
ALTER TABLE subscriptions ADD COLUMN environment TEXT NOT NULL DEFAULT '';
ALTER TABLE subscriptions ADD COLUMN plane TEXT NOT NULL DEFAULT '';

UPDATE subscriptions SET environment = made.environment, plane = made.plane
FROM (
    SELECT json_extract(CAST(c.canonical AS TEXT), '$.subscription_id') AS subscription_id,
        json_extract(CAST(e.canonical AS TEXT), '$.environment') AS environment,
        json_extract(CAST(e.canonical AS TEXT), '$.plane') AS plane
    FROM ledger_entries e JOIN ledger_changes c ON c.idx = e.idx
    WHERE e.operation = (SELECT id FROM operations WHERE name = 'subscription_created')
) AS made
WHERE subscriptions.subscription_id = unhex(made.subscription_id, '-');

-- Whose receipt lies in the archive only is given to nobody until somebody makes it anew.
UPDATE subscriptions SET environment = 'prod', plane = 'shared', state = 'dead',
    dead_reason = 'its environment and plane are not known; delete it and subscribe again'
WHERE environment = '';
