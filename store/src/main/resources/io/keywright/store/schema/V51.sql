-- Since which version of bundles a trust anchor is handed out: the index of the receipt that tells of its addition. Of those that
-- were there before, that of the last change is known, which is never too early.
ALTER TABLE trust_anchors ADD COLUMN added_idx INTEGER NOT NULL DEFAULT 0;
UPDATE trust_anchors SET added_idx = coalesce(
    (SELECT t.idx FROM row_tags t WHERE t.kind = 7 AND t.id = trust_anchors.anchor_id), 0);

CREATE INDEX trust_anchors_replacing ON trust_anchors (replaces) WHERE replaces IS NOT NULL;
