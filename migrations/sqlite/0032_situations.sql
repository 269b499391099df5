-- A conversation can come of an edge case, and keeps what its scenario or edge case said when it was made. Of the
-- constraint only the text changes; see 0010 for why in place.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '''template'', ''scenario'', ''conversation''', '''template'', ''scenario'', ''edge_case'', ''conversation''')
WHERE type = 'table' AND name = 'conversations';
PRAGMA writable_schema = RESET;
ALTER TABLE conversations ADD COLUMN situation TEXT CHECK (json_type(situation) = 'object');
