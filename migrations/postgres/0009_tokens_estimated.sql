-- Whether total_tokens is an estimate: the provider did not count, or the row is older than this column.
ALTER TABLE conversations ADD COLUMN tokens_estimated boolean NOT NULL DEFAULT true;
