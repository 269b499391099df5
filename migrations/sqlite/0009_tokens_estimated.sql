-- Whether total_tokens is our estimate: the provider did not count, or the row is from before its count was kept.
ALTER TABLE conversations ADD COLUMN tokens_estimated INTEGER NOT NULL DEFAULT 1 CHECK (tokens_estimated IN (0, 1));
