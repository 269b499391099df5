-- The allowed providers. A new one is a row here; a changed CHECK would rewrite both large tables.
--
-- Only the text of two constraints changes, and every row that met the old ones meets the new. SQLite's procedure for
-- this case edits the schema in place (https://www.sqlite.org/lang_altertable.html, section 7). A copy of the tables
-- would need foreign keys to be off outside the transaction, and twice the room on the disk.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'CHECK (provider IN (''anthropic'', ''openai'', ''simulator''))', 'REFERENCES providers (name)')
WHERE type = 'table' AND name IN ('conversations', 'generation_logs');
PRAGMA writable_schema = RESET;
-- Last, because creating a table also makes other connections read the schema again.
CREATE TABLE providers (name TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO providers (name) VALUES ('anthropic'), ('openai'), ('simulator');
