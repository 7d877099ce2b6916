-- How an approval ended, unless only its time ran out.
ALTER TABLE approvals ADD COLUMN ended TEXT CHECK (ended IN ('denied', 'spent'));

UPDATE approvals SET ended = 'denied' WHERE approval_id IN (SELECT approval_id FROM approval_votes WHERE granted = 0);
UPDATE approvals SET ended = 'spent'
    WHERE approval_id IN (SELECT unhex(token_id, '-') FROM spent_approvals WHERE issuer = 'keywright');

-- Counted with each new request, and so bounded by how many a tenant may have open.
CREATE INDEX approvals_open ON approvals (tenant, expires_at) WHERE ended IS NULL;

CREATE INDEX approvals_ended ON approvals (tenant, ended, approval_id) WHERE ended IS NOT NULL;
CREATE INDEX approvals_by_key ON approvals (tenant, key_id, approval_id) WHERE key_id IS NOT NULL;
CREATE INDEX approvals_by_operation ON approvals (tenant, operation, approval_id);
