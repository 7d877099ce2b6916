-- Whether the ledger tells that an approval has expired; of those before it is not worth telling.
ALTER TABLE approvals ADD COLUMN expiry_told INTEGER NOT NULL DEFAULT 0;

UPDATE approvals SET expiry_told = 1 WHERE expires_at <= unixepoch() * 1000;

CREATE INDEX approvals_expiring ON approvals (expires_at) WHERE ended IS NULL AND expiry_told = 0;
