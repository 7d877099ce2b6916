-- The trust anchor that vouched for a voter, unless an authority of the configuration did.
ALTER TABLE approval_votes ADD COLUMN anchor_id BLOB CHECK (length(anchor_id) = 16);

CREATE INDEX approval_votes_with_token ON approval_votes (voter, voted_at) WHERE voter_person IS NOT NULL;
