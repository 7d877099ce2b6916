-- What a sum may be at the most, as whoever adds to it says, so that the database itself takes none that is larger. Empty if
-- nobody says, or has looked before.
ALTER TABLE key_usage ADD COLUMN most INTEGER CONSTRAINT within_limit CHECK (uses <= most);
ALTER TABLE key_encryptions ADD COLUMN most INTEGER CONSTRAINT within_limit CHECK (encryptions <= most);
