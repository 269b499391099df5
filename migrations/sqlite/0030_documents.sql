-- The name of a document is unique in any case. How it was split is kept for its next text.
ALTER TABLE documents ADD COLUMN title_key TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN format TEXT NOT NULL DEFAULT 'text';
ALTER TABLE documents ADD COLUMN chunk_tokens INTEGER NOT NULL DEFAULT 400 CHECK (chunk_tokens > 0);
ALTER TABLE documents ADD COLUMN overlap INTEGER NOT NULL DEFAULT 40 CHECK (overlap >= 0);
UPDATE documents SET title_key = lower(title);
CREATE UNIQUE INDEX documents_by_title ON documents (title_key);
CREATE INDEX documents_by_file ON documents (source_file);
-- A chunk that a newer text replaced stays, for the conversations that rest on it. Its position moves behind all others,
-- to 1,000,000,000 and above.
ALTER TABLE chunks ADD COLUMN superseded_at TEXT CHECK (length(superseded_at) = 27);
