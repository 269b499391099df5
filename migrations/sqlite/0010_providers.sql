-- The providers there are: a new one is a row here, where a CHECK would have both large tables written anew.
--
-- Only the text of two constraints changes, and every row that met the old ones meets the new: SQLite's own procedure for
-- that edits the schema in place (https://www.sqlite.org/lang_altertable.html, section 7). A copy of the tables would need
-- foreign keys switched off outside the transaction, and as much room again on the disk.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'CHECK (provider IN (''anthropic'', ''openai'', ''simulator''))', 'REFERENCES providers (name)')
WHERE type = 'table' AND name IN ('conversations', 'generation_logs');
PRAGMA writable_schema = RESET;
-- Last, since making a table is also what tells other connections to read the schema again.
CREATE TABLE providers (name TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO providers (name) VALUES ('anthropic'), ('openai'), ('simulator');
