-- Whether total_tokens is an estimate: the provider did not count, or the row is older than this column.
ALTER TABLE conversations ADD COLUMN tokens_estimated INTEGER NOT NULL DEFAULT 1 CHECK (tokens_estimated IN (0, 1));
