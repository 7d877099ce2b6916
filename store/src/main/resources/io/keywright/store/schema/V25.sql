-- What a webhook's deliveries were signed with before, and until when it still counts (milliseconds since 1970).
ALTER TABLE subscriptions ADD COLUMN previous_secret BLOB;
ALTER TABLE subscriptions ADD COLUMN previous_root_version INTEGER;
ALTER TABLE subscriptions ADD COLUMN previous_until INTEGER;
