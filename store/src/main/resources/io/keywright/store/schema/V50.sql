-- The ids of rows are bytes, those of tenants as UTF-8, so that every database can keep them.
UPDATE row_tags SET id = CAST(id AS BLOB) WHERE typeof(id) = 'text';
