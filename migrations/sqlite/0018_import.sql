-- Where an imported conversation came from. The checksum (SHA-256) is that of its text: the same text is imported
-- once. Not unique: a deletion that is undone may bring back what was imported again meanwhile.
ALTER TABLE conversations ADD COLUMN source_file TEXT;
ALTER TABLE conversations ADD COLUMN source_line INTEGER CHECK (source_line >= 1);
ALTER TABLE conversations ADD COLUMN source_checksum TEXT CHECK (length(source_checksum) = 64);
CREATE INDEX conversations_by_source_checksum ON conversations (source_checksum)
    WHERE source_checksum IS NOT NULL;
CREATE INDEX conversations_by_source ON conversations (source_file, created_at, id) WHERE source_file IS NOT NULL;
